package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One JVM while it runs, and what it printed. Its output goes to files, so no pipe fills up. */
final class ForkedJvm implements AutoCloseable {

  private static final long TIMEOUT_S = 180;

  private final Process process;
  private final Path stdout;
  private final Path stderr;

  /**
   * Starts a JVM.
   *
   * @param command java and all its arguments
   * @param environment added to a clean one
   * @param directory the working directory; the output's files lie beside it
   */
  ForkedJvm(List<String> command, Map<String, String> environment, Path directory)
      throws IOException {
    stdout = Files.createTempFile(directory.getParent(), "stdout", ".txt");
    stderr = Files.createTempFile(directory.getParent(), "stderr", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    builder.environment().keySet().removeIf(ForkedJvm::isJavaOrOurs);
    builder.environment().putAll(environment);
    process = builder.start();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Has the process stand still, or go on. */
  void pause(boolean isPaused) throws IOException, InterruptedException {
    String signal = isPaused ? "-STOP" : "-CONT";
    int status = new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("kill " + signal + " ends with " + status);
    }
  }

  /** Asks the process to end, as {@code kill} does. */
  void terminate() {
    process.destroy();
  }

  int exitStatus() throws IOException, InterruptedException {
    if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
      kill();
      return fail("still running after %d s%n%s%n%s", TIMEOUT_S, stdout(), stderr());
    }
    return process.exitValue();
  }

  String stdout() throws IOException {
    return Files.readString(stdout, StandardCharsets.UTF_8);
  }

  String stderr() throws IOException {
    return Files.readString(stderr, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static boolean isJavaOrOurs(String variable) {
    return variable.startsWith("REFLOW_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS")
        || variable.equals("_JAVA_OPTIONS");
  }
}
