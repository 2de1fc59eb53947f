package dev.reflow.tracing.launch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Finds the jar that these classes came from. */
final class AgentJar {

  private AgentJar() {}

  /**
   * The agent's jar, whatever characters its path has.
   *
   * @throws IOException when these classes did not come from a jar
   */
  static Path path() throws IOException, URISyntaxException {
    CodeSource source = AgentJar.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    Path path = location == null ? null : Path.of(location.toURI());
    if (path == null || !Files.isRegularFile(path)) {
      throw new IOException("the agent's classes are not in a jar but at " + location);
    }
    return path;
  }
}
