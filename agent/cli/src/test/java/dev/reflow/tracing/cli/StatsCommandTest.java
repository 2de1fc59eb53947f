package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.event.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsCommandTest {

  private static final Instant NOW = Instant.parse("2026-01-31T18:00:00Z");

  @TempDir private Path dir;
  private Captured shell;
  private Path queue;

  @BeforeEach
  void setUp() {
    shell = Captured.pipe(dir).at(Clock.fixed(NOW, ZoneOffset.UTC));
    queue = shell.queueOf("shop");
  }

  private void write() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(600))) {
      for (int i = 0; i < 9; i++) {
        run.append(TestQueue.ns(NOW.minusSeconds(500 - i)), 1_000_000L * (i + 1), "id-" + i);
      }
      run.fail(NOW.minusSeconds(400), "java.io.IOException: closed");
    }
  }

  @Test
  void shouldShowTheBusiestEdgesFirst() throws IOException {
    write();

    assertThat(shell.run("stats", "shop")).isZero();
    assertThat(shell.lines())
        .containsExactly(
            "FROM         TO          FLOWS     RATE    BYTES   MEAN    P50    P99    MAX  ERRORS    DEPTH",
            "shop.out     billing.in      6  3.6/min  1.3 KiB  4.2ms  3.0ms  9.0ms  9.0ms       1  3.0 (3)",
            "billing.out  bank.in         4  2.4/min  1.0 KiB  5.0ms  4.0ms  8.0ms  8.0ms       0  3.0 (3)");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void shouldTakeTheOnlyQueueAndShowFiguresForMachines() throws IOException {
    write();

    assertThat(shell.run("stats", "--json", "--sort", "mean", "-n", "1")).isZero();
    assertThat(Json.object(shell.out()))
        .containsEntry("source_actor", "billing")
        .containsEntry("flows", 4L)
        .containsEntry("bytes", 1_024L)
        .containsEntry("mean_ns", 5_000_000L)
        .containsEntry("max_ns", 8_000_000L)
        .containsEntry("errors", 0L);
  }

  @Test
  void shouldCountWhatTheConditionIsTrueOf() throws IOException {
    write();

    assertThat(
            shell.run(
                "stats",
                "shop",
                "--where",
                "execution_time_ns > 4000000 AND timestamp > NOW() - INTERVAL '1 hour'",
                "--json"))
        .isZero();
    assertThat(shell.lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"flows\":2") || line.contains("\"flows\":3"));
    assertThat(shell.run("stats", "shop", "--where", "message_id = 'no'")).isEqualTo(1);
    assertThat(shell.run("stats", "shop", "--since", "10s")).isEqualTo(1);
    assertThat(shell.err().lines())
        .containsExactly(
            "reflow: no event in " + queue + " where message_id = 'no'",
            "reflow: no event in " + queue + " since 10s");
  }

  @Test
  void shouldCountExactlyWhatSamplingLeftOut() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(600))) {
      run.append(NOW.minusSeconds(500), "one");
      run.count(NOW.minusSeconds(499), TestQueue.ORDERS, 1_000, 999);
      run.count(NOW.minusSeconds(50), TestQueue.ORDERS, 234, 234);
    }

    assertThat(shell.run("stats", "shop", "--json")).isZero();
    assertThat(shell.run("stats", "shop", "--json", "--since", "1m")).isZero();
    assertThat(shell.run("stats", "shop", "--json", "--where", "message_id = 'one'")).isZero();
    assertThat(Json.object(shell.lines().get(0)))
        .containsEntry("flows", 1_234L)
        .containsEntry("recorded", 1L)
        .containsEntry("bytes", 1_234L * 256)
        .containsEntry("errors", 2L)
        .containsEntry("max_ns", 5_000_000L);
    assertThat(Json.object(shell.lines().get(1))).containsEntry("flows", 234L);
    assertThat(Json.object(shell.lines().get(2))).containsEntry("flows", 1L);
  }

  @Test
  void shouldNotTellTimesOfFlowsThatWereAllLeftOut() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(600))) {
      run.append(NOW.minusSeconds(500), "one");
      run.count(NOW.minusSeconds(50), TestQueue.ORDERS, 234, 234);
    }

    assertThat(shell.run("stats", "shop", "--since", "1m")).isZero();
    assertThat(shell.lines().get(1)).contains(" 234 ", "  -  ").doesNotContain("0ns");
  }

  @Test
  void shouldSayInOneLineWhatIsWrong() throws IOException {
    write();
    TestQueue.ended(shell.queueOf("other"), 1);

    assertThat(shell.run("stats", "shop", "--where", "execution_tme_ns > 1")).isEqualTo(2);
    assertThat(shell.run("stats", "shop", "--sort", "speed")).isEqualTo(2);
    assertThat(shell.run("stats")).isEqualTo(2);
    assertThat(shell.run("stats", "nowhere")).isEqualTo(1);
    assertThat(shell.err().lines()).hasSize(4);
    assertThat(shell.err())
        .startsWith(
            "reflow: --where: unknown column execution_tme_ns, did you mean execution_time_ns?");
  }

  @Test
  void shouldShowItAgainWithTheRatesOfJustNow() throws IOException, InterruptedException {
    try (TestQueue run = TestQueue.begin(queue, Instant.now().minusSeconds(60))) {
      run.append(Instant.now().minusSeconds(50), "old");
      Captured live = Captured.pipe(dir);
      Thread command = new Thread(() -> live.run("stats", "shop", "-f", "--json"));
      command.start();
      await().until(() -> live.lines().size() > 0);
      run.append(Instant.now().minusSeconds(1), "new");
      await().until(() -> live.out().contains("billing"));
      command.interrupt();
      command.join(10_000);

      assertThat(command.isAlive()).isFalse();
      assertThat(Json.object(live.lines().get(0))).containsEntry("flows", 1L);
    }
  }
}
