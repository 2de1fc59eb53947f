package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import dev.reflow.tracing.health.StripeMetrics;
import dev.reflow.tracing.runtime.MetricsFile;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the agent says of itself: every send has one fate, and settings can change meanwhile. */
final class HealthIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PROGRAM = "app.steady.SteadyMain";

  @Test
  void shouldGiveEachSendOneFateWhereAllGoesWell() throws Exception {
    AgentRun run = new AgentRun("fates", Jdk.running()).withFileSink();
    Metrics metrics = runUntil(run, PROGRAM, shown -> shown.shipped() > 1_000, "100", "1000");

    assertThat(metrics.dropped()).isEqualTo(metrics.of(Fate.STOPPED));
    SinkMetrics file = metrics.sinks().get(0);
    assertThat(file.shipped()).isEqualTo(metrics.recorded());
    assertThat(file.lagEvents()).isZero();
    assertThat(file.avgLatencyMs()).isPositive();
  }

  @Test
  void shouldCountWhatIsNestedTooDeep() throws Exception {
    AgentRun run = new AgentRun("too-deep", Jdk.running()).withFileSink();
    Metrics metrics =
        runUntil(run, "app.steady.DeepMain", shown -> shown.of(Fate.TOO_DEEP) > 0, "300", "10000");

    assertThat(metrics.of(Fate.TOO_DEEP)).isEqualTo(metrics.recorded() / 256 * (300 - 256));
  }

  @Test
  void shouldCountWhatAFullQueueDoesNotTake() throws Exception {
    AgentRun run = withoutServer("queue-full").set("queue.on-full", "drop-new");
    Metrics metrics = runUntil(run, PROGRAM, shown -> shown.of(Fate.QUEUE_FULL) > 0, "300", "1000");

    assertThat(metrics.of(Fate.QUEUE_FULL)).isPositive();
    assertThat(metrics.of(Fate.EXPIRED)).isZero();
    assertThat(metrics.sinks().get(0).lagEvents()).isEqualTo(metrics.recorded());
    assertThat(metrics.sinks().get(0).lagSeconds()).isPositive();
    assertThat(metrics.retried()).isPositive();
  }

  @Test
  void shouldCountWhatExpires() throws Exception {
    AgentRun run = withoutServer("expired");
    Metrics metrics = runUntil(run, PROGRAM, shown -> shown.of(Fate.EXPIRED) > 0, "300", "1000");

    SinkMetrics sink = metrics.sinks().get(0);
    assertThat(sink.expired()).isPositive().isEqualTo(metrics.of(Fate.EXPIRED));
    assertThat(sink.lagEvents()).isEqualTo(metrics.recorded() - sink.expired());
  }

  @Test
  void shouldShowItsFiguresOverJmxWithoutBeingTheFirstToUseItOn17() throws Exception {
    checkJmx(Jdk.of(17));
  }

  @Test
  void shouldShowItsFiguresOverJmxWithoutBeingTheFirstToUseItOn25() throws Exception {
    checkJmx(Jdk.of(25));
  }

  @Test
  void shouldTakeOverChangedSettings() throws Exception {
    AgentRun run = new AgentRun("live", Jdk.running());
    Path config = run.workingDirectory().resolve("reflow-agent.properties");
    Files.writeString(config, "reflow.log.level=info\n");
    Path log = run.directory().resolve("agent.log");
    Path stop = run.directory().resolve("stop");
    try (ForkedJvm jvm = run.start(PROGRAM, stop.toString(), "1", "1000")) {
      awaitLine(jvm, "queue in ");
      Files.writeString(config, "reflow.log.level=debug\nreflow.batch.size=77\n");
      awaitLine(jvm, "settings changed: reflow.log.level: info -> debug");
      awaitLine(jvm, "take effect at the next start: reflow.batch.size: 50 -> 77");
      Files.writeString(config, "reflow.log.level=shout\n");
      awaitLine(jvm, ":1: reflow.log.level: \"shout\" is not one of");
      assertThat(jvm.stderr()).contains("; the settings stay as they were");
      Files.writeString(config, "reflow.log.level=debug\nreflow.log.file=" + log + "\n");
      awaitLine(jvm, "settings changed: reflow.log.file: not set -> " + log);
      Files.delete(config);
      await()
          .atMost(PATIENCE)
          .until(() -> Files.exists(log) && Files.readString(log).contains(" is gone; "));
      Files.createFile(stop);
      Outcome outcome = run.await(jvm);
      assertThat(outcome.status()).isZero();
      assertThat(outcome.strangeLines()).isEmpty();
      assertThat(outcome.agentLines("settings changed")).hasSize(2);
    }
  }

  @Test
  void shouldChangeTheSamplingOfARunningProgram() throws Exception {
    AgentRun run = new AgentRun("live-rate", Jdk.running()).withFileSink();
    Path config = run.workingDirectory().resolve("reflow-agent.properties");
    Files.writeString(config, "reflow.sampling.rate=1.0\n");
    Path stop = run.directory().resolve("stop");
    try (ForkedJvm jvm = run.start(PROGRAM, stop.toString(), "10", "1000")) {
      awaitMetrics(run, jvm, shown -> shown.recorded() > 1_000);
      assertThat(metrics(run).sampledOut()).isZero();
      Files.writeString(config, "reflow.sampling.rate=0\n");
      awaitLine(jvm, "settings changed: reflow.sampling.rate: 1.0 -> 0");
      awaitMetrics(run, jvm, shown -> shown.sampledOut() > 1_000);
      long recorded = metrics(run).recorded();
      Files.writeString(config, "reflow.sampling.rate=0\nreflow.sampling.rule.all.rate=1\n");
      awaitLine(jvm, "settings changed: reflow.sampling.rule.all.rate: not set -> 1");
      awaitMetrics(run, jvm, shown -> shown.recorded() > recorded + 1_000);
      Files.createFile(stop);
      Outcome outcome = run.await(jvm);
      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.strangeLines()).isEmpty();
      checkSums(metrics(run), Long.parseLong(outcome.stdout().trim()));
    }
  }

  private static void awaitMetrics(AgentRun run, ForkedJvm jvm, Predicate<Metrics> wanted) {
    await().atMost(PATIENCE).until(() -> !jvm.isAlive() || wanted.test(metrics(run)));
    assertThat(jvm.isAlive()).isTrue();
  }

  /** Runs until the figures are as wanted, ends it, checks the sums, and returns the last ones. */
  private static Metrics runUntil(
      AgentRun run, String program, Predicate<Metrics> wanted, String... arguments)
      throws Exception {
    Path stop = run.directory().resolve("stop");
    try (ForkedJvm jvm = run.start(program, withStop(stop, arguments))) {
      await().atMost(PATIENCE).until(() -> !jvm.isAlive() || wanted.test(metrics(run)));
      Outcome live = null;
      if (jvm.isAlive()) {
        live = run.command("stats", run.queueDirectory().toString(), "--overhead");
      }
      Files.createFile(stop);
      Outcome outcome = run.await(jvm);
      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.strangeLines()).isEmpty();
      assertThat(live).isNotNull();
      assertThat(live.stdout()).as(live.stderr()).contains("alive, last change ", "  recorded ");
      Metrics metrics = metrics(run);
      checkSums(metrics, Long.parseLong(outcome.stdout().trim()));
      assertThat(outcome.agentLines("dropped in the last").size()).isLessThan(10);
      return metrics;
    }
  }

  private static String[] withStop(Path stop, String... arguments) {
    return Stream.concat(Stream.of(stop.toString()), Stream.of(arguments)).toArray(String[]::new);
  }

  private static void checkSums(Metrics metrics, long sends) {
    assertThat(metrics.recorded() + metrics.sampledOut() + metrics.dropped())
        .as("sends by fate: %s", metrics)
        .isEqualTo(sends);
    for (SinkMetrics sink : metrics.sinks()) {
      assertThat(sink.shipped() + sink.deadLettered() + sink.expired() + sink.lagEvents())
          .as("recorded events by fate: %s", sink)
          .isEqualTo(metrics.recorded());
    }
    assertThat(metrics.stripes().stream().mapToLong(StripeMetrics::recorded).sum())
        .isEqualTo(metrics.recorded());
  }

  private static void checkJmx(Jdk jdk) throws Exception {
    AgentRun run = new AgentRun("jmx", jdk).withFileSink();
    Path stop = run.directory().resolve("stop");
    try (ForkedJvm jvm = run.start("app.steady.JmxMain", stop.toString())) {
      await().atMost(PATIENCE).until(() -> !jvm.isAlive() || metrics(run).shipped() > 100);
      Files.createFile(stop);
      Outcome outcome = run.await(jvm);
      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.strangeLines()).isEmpty();
      List<String> lines = outcome.stdout().lines().toList();
      assertThat(lines.subList(0, 2)).containsExactly("log manager OwnLogging", "servers made 1");
      String sent = lines.get(lines.size() - 1).replace("sent ", "");
      assertThat(lines)
          .contains("Recorded " + sent, "SampledOut 0", "Dropped 0", "Expired 0")
          .anyMatch(line -> line.startsWith("EventsPerSecond "))
          .anyMatch(line -> line.startsWith("AvgLatencyMs "))
          .anyMatch(line -> line.startsWith("MemoryUsageMb "))
          .anyMatch(line -> line.startsWith("Sinks ") && line.contains("file"))
          .anyMatch(line -> line.startsWith("Stripes ") && line.contains("recorded"))
          .anyMatch(line -> line.startsWith("DroppedByReason ") && line.contains("stripe_busy"));
    }
  }

  private static AgentRun withoutServer(String name) throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new AgentRun(name, Jdk.running())
          .set("sinks", "websocket")
          .set("server-url", "ws://localhost:" + socket.getLocalPort())
          .set("retry.initial-delay", "100ms")
          .set("queue.max-bytes", "16MiB");
    }
  }

  private static void awaitLine(ForkedJvm jvm, String text) {
    await().atMost(PATIENCE).until(() -> jvm.stderr().contains(text) || !jvm.isAlive());
    assertThat(jvm.isAlive()).isTrue();
  }

  /** The figures of the run's only process; none before there are any. */
  private static Metrics metrics(AgentRun run) throws IOException {
    if (!Files.isDirectory(run.queueDirectory())) {
      return Metrics.NONE;
    }
    try (Stream<Path> runs = Files.list(run.queueDirectory())) {
      for (Path directory : runs.toList()) {
        if (Files.exists(directory.resolve(MetricsFile.NAME))) {
          return MetricsFile.read(directory);
        }
      }
    }
    return Metrics.NONE;
  }
}
