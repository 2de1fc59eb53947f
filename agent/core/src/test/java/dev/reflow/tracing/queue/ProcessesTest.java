package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues of other processes: living, halted, killed. */
class ProcessesTest {

  private static final int EVENTS = 1_003;

  @TempDir Path dir;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void tearDown() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void shouldRecoverThePagesThatAHaltedProcessLeftOpen() throws Exception {
    Process process = start("halt");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output(process)).isEqualTo("appended");
    RunDirectory run = RunDirectory.list(dir).get(0);

    assertThat(run.isAlive()).isFalse();
    assertThat(Flows.sequences(run)).containsExactlyInAnyOrderElementsOf(numbers());
    QueueVerifier.Report report = QueueVerifier.verify(run);
    assertThat(report.openPages()).isEqualTo(16);
    assertThat(report.damages()).isEmpty();
  }

  @Test
  void shouldReadWhileAnotherProcessWritesAndAfterItWasKilled() throws Exception {
    Process process = start("stay");
    assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("appended");
    RunDirectory run = RunDirectory.list(dir).get(0);

    assertThat(run.isAlive()).isTrue();
    assertThat(Flows.sequences(run)).containsExactlyInAnyOrderElementsOf(numbers());
    process.destroyForcibly().waitFor();
    assertThat(run.isAlive()).isFalse();
    assertThat(Flows.sequences(run)).containsExactlyInAnyOrderElementsOf(numbers());
  }

  @Test
  void shouldKeepAPositionInsideOfARecoveredPage() throws Exception {
    assertThat(start("halt").waitFor(60, TimeUnit.SECONDS)).isTrue();
    RunDirectory run = RunDirectory.list(dir).get(0);
    List<Long> seen = new ArrayList<>();
    Position position;
    try (EventTail tail = EventTail.open(run, damage -> {})) {
      tail.poll(event -> seen.add(Flows.sequence(event)), 777);
      position = tail.position();
    }
    try (EventTail tail = EventTail.open(run, damage -> {})) {
      tail.seek(position);
      tail.poll(event -> seen.add(Flows.sequence(event)), 10_000);
      assertThat(tail.atEnd()).isTrue();
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(numbers());
  }

  @Test
  void shouldKeepProcessesThatStartAtOnceApart() throws Exception {
    start("halt");
    start("halt");
    for (Process process : processes) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(output(process)).isEqualTo("appended");
    }

    assertThat(RunDirectory.list(dir))
        .hasSize(2)
        .allSatisfy(run -> assertThat(Flows.sequences(run)).hasSize(EVENTS));
  }

  @Test
  void shouldRecordWhereTheApplicationLeavesNoDirectMemory() throws Exception {
    Process process = start("spare", "-XX:MaxDirectMemorySize=100k");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(output(process)).isEqualTo("appended\nkept");
  }

  /** Whatever Chronicle says while it starts would show in the output. */
  private static String output(Process process) throws IOException {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      return String.join("\n", reader.lines().toList());
    }
  }

  private Process start(String end, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(DyingWriter.class.getName(), dir.toString(), Integer.toString(EVENTS), end));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  private static List<Long> numbers() {
    return LongStream.range(0, EVENTS).boxed().toList();
  }
}
