package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import dev.reflow.tracing.health.StripeMetrics;
import dev.reflow.tracing.runtime.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsOverheadTest {

  @TempDir private Path dir;

  @Test
  void shouldShowTheFiguresOfTheOnlyQueue() throws IOException {
    Captured shell = Captured.pipe(dir);
    Path run = TestQueue.ended(shell.queueOf("orders"), 1);
    MetricsFile.write(run, metrics(23_221));

    assertThat(shell.run("stats", "--overhead")).isZero();
    assertThat(shell.err()).isEmpty();
    List<String> lines = shell.lines();
    assertThat(lines.get(0)).isEqualTo(run + " (orders, process 4711, ended, last change now)");
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "  events/s      1.2k",
            "  latency       612ms",
            "  memory        2.5 MiB",
            "  on disk       2.0 MiB",
            "  recorded      23,221",
            "  sampled out   20",
            "  dropped       7",
            "                3 too large",
            "                4 every stripe busy",
            "  expired       5",
            "  no cause      6 forgotten",
            "",
            "SINK       SHIPPED  REFUSED  EXPIRED  EARLIER  RETRIED  WAITING    LAG  LATENCY",
            "file        22,950        2        5       70        1      264  412ms    612ms",
            "websocket        0        0        0        0        9   23,221  1m00s        -",
            "",
            "STRIPE  RECORDED  ON DISK",
            "     1    23,221  2.0 MiB");
  }

  @Test
  void shouldShowTheLivingRunsAndElseTheLast() throws IOException {
    Captured shell = Captured.pipe(dir);
    MetricsFile.write(TestQueue.ended(shell.queueOf("orders"), 1), metrics(1));
    try (TestQueue one = TestQueue.begin(shell.queueOf("orders"), Instant.now());
        TestQueue two = TestQueue.begin(shell.queueOf("orders"), Instant.now())) {
      MetricsFile.write(one.path(), metrics(22));
      MetricsFile.write(two.path(), metrics(33));

      assertThat(shell.run("stats", "orders", "--overhead", "--json")).isZero();
    }
    assertThat(shell.lines()).hasSize(2);
    assertThat(shell.lines().get(0)).contains("\"alive\":true", "\"recorded\":22,");
    assertThat(shell.lines().get(1)).contains("\"recorded\":33,", "\"lag_events\":23221,");
  }

  @Test
  void shouldTellAMissingOptionAnAmbiguousQueueAndOneWithoutFigures() throws IOException {
    Captured shell = Captured.pipe(dir);

    assertThat(shell.run("stats", "--overhead")).isEqualTo(1);
    Path run = TestQueue.ended(shell.queueOf("orders"), 1);
    assertThat(shell.run("stats", "orders", "--overhead")).isEqualTo(1);
    TestQueue.ended(shell.queueOf("sensors"), 1);
    assertThat(shell.run("stats", "--overhead")).isEqualTo(2);
    Files.writeString(run.resolve("metrics.json"), "[]");
    assertThat(shell.run("stats", "orders", "--overhead")).isEqualTo(3);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("reflow: no queue in "),
            line -> assertThat(line).contains("has figures yet"),
            line -> assertThat(line).contains("which queue? there are orders, sensors"),
            line -> assertThat(line).contains("metrics.json holds no figures"));
  }

  private static Metrics metrics(long recorded) {
    return new Metrics(
        System.currentTimeMillis(),
        1_234.5,
        612,
        2.5,
        Map.of(
            Fate.RECORDED,
            recorded,
            Fate.SAMPLED_OUT,
            20L,
            Fate.EXPIRED,
            5L,
            Fate.TOO_LARGE,
            3L,
            Fate.STRIPE_BUSY,
            4L),
        2 << 20,
        6,
        List.of(
            new SinkMetrics("file", 22_950, 2, 5, 70, 1, 264, 0.412, 612),
            new SinkMetrics("websocket", 0, 0, 0, 0, 9, 23_221, 60, 0)),
        List.of(new StripeMetrics(0, 0, 0), new StripeMetrics(1, recorded, 2 << 20)));
  }
}
