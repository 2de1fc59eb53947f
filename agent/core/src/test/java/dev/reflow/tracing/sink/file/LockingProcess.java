package dev.reflow.tracing.sink.file;

import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another process that has a file open as sink, until it is killed or closed. */
final class LockingProcess implements AutoCloseable {

  private final Process process;

  private LockingProcess(Process process) {
    this.process = process;
  }

  static LockingProcess start(Path file) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LockingProcess.class.getName(),
            file.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    @Nullable String line = process.inputReader().readLine();
    if (!"open".equals(line)) {
      process.destroyForcibly();
      throw new IOException("the other process says " + line);
    }
    return new LockingProcess(process);
  }

  long pid() {
    return process.pid();
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The other process. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    try (FileSink sink =
        new FileSink(
            file,
            FileLimits.ofBytes(Long.MAX_VALUE),
            false,
            FileFormat.PLAIN,
            Clock.systemUTC(),
            Log.silent())) {
      sink.open();
      System.out.println("open");
      int unused = System.in.read();
    }
  }
}
