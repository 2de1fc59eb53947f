package dev.reflow.tracing.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent, attached to an application that runs. */
class AgentAttachIT {

  private static final long TIMEOUT_S = 60;

  @TempDir Path directory;

  static List<Path> jdks() {
    return Jdks.all();
  }

  private Process start(Path jdk) throws IOException {
    return new ProcessBuilder(
            jdk.resolve("bin").resolve("java").toString(),
            "-cp",
            ForkedJvm.APPLICATION.toString(),
            "sample.Waiter")
        .redirectError(directory.resolve("err.txt").toFile())
        .start();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldTraceAnApplicationThatRunsAlready(Path jdk) throws Exception {
    Process process = start(jdk);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("ready");

      attach(process);
      attach(process);
      try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
        in.write("after\n");
      }

      assertThat(out.readLine()).isEqualTo("sent");
      assertThat(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(directory.resolve("events.ndjson"))).contains("after");
    assertThat(Files.readAllLines(directory.resolve("err.txt")))
        .contains("reflow: the agent runs in this JVM already; it is not started again");
  }

  private void attach(Process process) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
    try {
      machine.loadAgent(
          ForkedJvm.AGENT.toString(),
          "reflow.sinks=file,reflow.compression=none,reflow.queue.dir=%s,reflow.sink.file.path=%s"
              .formatted(directory.resolve("queue"), directory.resolve("events.ndjson")));
    } finally {
      machine.detach();
    }
  }
}
