package dev.reflow.tracing.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** This agent's version. Stateless; any thread. */
final class Version implements IVersionProvider {

  private static final String UNKNOWN = "of an unknown version";

  /** As the build wrote it: a package inside of the agent's jar has no manifest of its own. */
  static String text() {
    try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
      return text == null
          ? UNKNOWN
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** The version and the maker of the Java that runs this. */
  static String java() {
    return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Reflow agent " + text(), "Java " + java()};
  }
}
