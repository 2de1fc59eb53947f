package dev.reflow.tracing.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a JVM of its own to its end. */
final class ForkedJvm {

  /** The jar that the build made. */
  static final Path AGENT = Path.of("target", "reflow-agent.jar").toAbsolutePath();

  /** Where the small applications of these tests are. */
  static final Path APPLICATION = Path.of("target", "test-classes").toAbsolutePath();

  private static final long TIMEOUT_S = 60;

  private final List<String> command = new ArrayList<>();
  private final Path directory;

  ForkedJvm(Path jdk, Path directory) {
    this.directory = directory;
    command.add(jdk.resolve("bin").resolve("java").toString());
  }

  ForkedJvm with(String... options) {
    command.addAll(List.of(options));
    return this;
  }

  ForkedJvm withAgent(Path jar, String arguments) {
    return with("-javaagent:" + jar + arguments);
  }

  Result run(String mainClass, String... arguments) throws IOException, InterruptedException {
    return with("-cp", APPLICATION.toString(), mainClass).with(arguments).run();
  }

  /** Runs what was put together so far. */
  Result run() throws IOException, InterruptedException {
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** What a JVM left. */
  record Result(int status, String out, String err) {}
}
