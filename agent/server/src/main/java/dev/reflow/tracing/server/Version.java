package dev.reflow.tracing.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** This server's version. Stateless; any thread. */
final class Version implements IVersionProvider {

  private static final String UNKNOWN = "of an unknown version";

  /** As the build wrote it. */
  static String text() {
    try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
      return text == null
          ? UNKNOWN
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Reflow server " + text(), "Java " + Runtime.version()};
  }
}
