package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java installation that tests run programs on.
 *
 * @param home its directory
 * @param feature its feature release, 17 or 25
 */
record Jdk(Path home, int feature) {

  private static final Path LINUX_JDKS = Path.of("/usr/lib/jvm");

  /** The one that runs the tests. */
  static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** The installation of {@code feature}; the test is left out where there is none. */
  static Jdk of(int feature) {
    if (Runtime.version().feature() == feature) {
      return running();
    }
    for (Path home : candidates()) {
      if (featureOf(home) == feature) {
        return new Jdk(home, feature);
      }
    }
    String reason = "no JDK " + feature + " in JAVA_HOME_* or " + LINUX_JDKS;
    if ("true".equals(System.getenv("CI"))) {
      return fail(reason);
    }
    return abort(reason);
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (variable.getKey().toUpperCase(Locale.ROOT).startsWith("JAVA_HOME")) {
        homes.add(Path.of(variable.getValue()));
      }
    }
    if (Files.isDirectory(LINUX_JDKS)) {
      try (Stream<Path> installed = Files.list(LINUX_JDKS)) {
        installed.sorted().forEach(homes::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return homes;
  }

  private static int featureOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin").resolve("java"))) {
      return 0;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Runtime.Version.parse(version).feature();
  }
}
