package dev.reflow.tracing.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The JDKs on this machine that the agent is tested on. */
final class Jdks {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private Jdks() {}

  /**
   * This JVM's own, and one of the newest release that the agent is made for, when there is one.
   */
  static List<Path> all() {
    Path own = Path.of(System.getProperty("java.home"));
    return Stream.concat(Stream.of(own), find(25).stream()).distinct().toList();
  }

  /** A JDK of that feature release: named in the environment, else installed. */
  static Optional<Path> find(int release) {
    return Stream.of("JDK" + release + "_HOME", "JAVA_HOME_" + release)
        .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
        .map(Path::of)
        .filter(home -> release(home) == release)
        .findFirst()
        .or(() -> findInstalled(release));
  }

  private static Optional<Path> findInstalled(int release) {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(INSTALLED)) {
      return homes.sorted().filter(home -> release(home) == release).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int release(Path home) {
    Properties properties = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      properties.load(in);
    } catch (IOException e) {
      return 0;
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(version.replaceFirst("[.+-].*", ""));
  }
}
