package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailCommandTest {

  private static final Instant NOW = Instant.parse("2026-01-31T18:00:00Z");

  @TempDir private Path dir;
  private Captured shell;
  private Path queue;

  @BeforeEach
  void setUp() {
    shell = Captured.pipe(dir).at(Clock.fixed(NOW, ZoneOffset.UTC));
    queue = shell.queueOf("shop");
  }

  @Test
  void shouldShowEventsOfAllStripesInTheOrderInWhichTheyStarted() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(60))) {
      for (int i : new int[] {5, 1, 4, 2, 3, 0, 9, 8, 7, 6}) {
        run.append(NOW.minusSeconds(50 - i), "id-" + i);
      }
    }

    assertThat(shell.run("tail", "shop")).isZero();
    assertThat(shell.lines())
        .hasSize(10)
        .isSorted()
        .allSatisfy(line -> assertThat(line).contains("Order", "256 B", "1.2ms", "→"));
    assertThat(shell.lines().get(0)).startsWith("17:59:10.000000").endsWith("3  id-0");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void shouldShowTheRunsOfAServiceOneAfterTheOther() throws IOException {
    for (int run = 0; run < 3; run++) {
      Instant start = NOW.minusSeconds(600 - run * 100);
      try (TestQueue written = TestQueue.begin(queue, start)) {
        written.append(start.plusSeconds(2), "late-" + run).append(start.plusSeconds(1), "x");
      }
    }

    assertThat(shell.run("tail", queue.toString())).isZero();
    assertThat(shell.lines()).hasSize(6).isSorted();
  }

  @Test
  void shouldMergeRunsThatWereAliveAtTheSameTime() throws IOException {
    Instant start = NOW.minusSeconds(600);
    try (TestQueue one = TestQueue.begin(queue, start);
        TestQueue two = TestQueue.begin(queue, start.plusSeconds(1))) {
      for (int i = 2; i < 12; i++) {
        (i % 2 == 0 ? one : two).append(start.plusSeconds(i), "id-" + i);
      }
    }

    assertThat(shell.run("tail", "shop")).isZero();
    assertThat(shell.lines()).hasSize(10).isSorted();
  }

  @Test
  void shouldShowASingleRun() throws IOException {
    Path first = TestQueue.ended(queue, 3);
    TestQueue.ended(queue, 4);

    assertThat(shell.run("tail", first.toString())).isZero();
    assertThat(shell.lines()).hasSize(3);
  }

  @Test
  void shouldShowTheLastLines() throws IOException {
    TestQueue.ended(queue, 50);

    assertThat(shell.run("tail", "shop", "-n", "3")).isZero();
    assertThat(shell.lines()).hasSize(3);
    assertThat(shell.lines().get(2)).endsWith("order-49");
  }

  @Test
  void shouldShowAPageOnATerminalAndEverythingOnDemand() throws IOException {
    TestQueue.ended(queue, 50);
    Captured page = Captured.terminal(dir, 120);
    Captured all = Captured.terminal(dir, 120);

    assertThat(page.run("tail", "shop")).isZero();
    assertThat(all.run("tail", "shop", "-n", "all")).isZero();
    assertThat(page.lines()).hasSize(21);
    assertThat(all.lines()).hasSize(51);
    assertThat(page.err()).contains("the last 20 of 50 events; -n all shows every one");
  }

  @Test
  void shouldLeaveOutWhatIsOlder() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(3_600))) {
      run.append(NOW.minusSeconds(1_000), "old").append(NOW.minusSeconds(100), "new");
    }

    assertThat(shell.run("tail", "shop", "--since", "5m")).isZero();
    assertThat(shell.lines()).singleElement().asString().endsWith("new");
    assertThat(shell.run("tail", "shop", "--since", "10s")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("reflow: no event in " + queue + " since 10s\n");
  }

  @Test
  void shouldWriteEventsAsTheFileSinkDoes() throws IOException {
    TestQueue.ended(queue, 2);

    assertThat(shell.run("tail", "shop", "--json")).isZero();
    assertThat(shell.lines())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(Json.object(line))
                    .containsKeys("trace_id", "event_id", "timestamp", "data", "causality"));
  }

  @Test
  void shouldPaintErrorsRed() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(9))) {
      run.fail(NOW.minusSeconds(8), "java.lang.IllegalStateException: closed");
    }
    Captured colours = Captured.colours(dir, 160);

    assertThat(colours.run("tail", "shop")).isZero();
    assertThat(colours.out())
        .contains("\u001b[31m✗ java.lang.IllegalStateException: closed\u001b[0m");
  }

  @Test
  void shouldListTheQueues() throws IOException {
    TestQueue.ended(queue, 7);
    TestQueue.ended(queue, 5);
    try (TestQueue alive = TestQueue.begin(shell.queueOf("billing"), NOW.minusSeconds(90))) {
      alive.append(NOW.minusSeconds(30), "id");

      assertThat(shell.run("tail")).isZero();
    }

    assertThat(shell.lines()).hasSize(3);
    assertThat(shell.lines().get(0)).startsWith("SERVICE");
    assertThat(shell.lines().get(1))
        .matches("billing +alive +1 +1 +\\d+ B +30s ago +" + shell.queueOf("billing"));
    assertThat(shell.lines().get(2)).matches("shop +ended +2 +12 .*" + queue);
  }

  @Test
  void shouldListTheQueuesOfADirectoryAndForMachines() throws IOException {
    TestQueue.ended(queue, 7);
    Captured machine = Captured.pipe(dir);

    assertThat(shell.run("tail", String.valueOf(queue.getParent()))).isZero();
    assertThat(machine.run("tail", "--json")).isZero();
    assertThat(shell.lines()).hasSize(2);
    assertThat(Json.object(machine.out()))
        .containsEntry("service", "shop")
        .containsEntry("events", 7L)
        .containsEntry("alive", 0L);
  }

  @Test
  void shouldListTheConfiguredQueueAlone() throws IOException {
    TestQueue.ended(queue, 7);
    TestQueue.ended(dir.resolve("elsewhere"), 3);

    assertThat(shell.run("tail", "-Dreflow.queue.dir=" + dir.resolve("elsewhere"))).isZero();
    assertThat(shell.lines()).hasSize(2);
    assertThat(shell.out()).contains("elsewhere").doesNotContain("shop");
  }

  @Test
  void shouldSayWhereThereIsNothing() throws IOException {
    Files.createDirectories(dir.resolve("empty"));

    assertThat(shell.run("tail")).isEqualTo(1);
    assertThat(shell.run("tail", "nowhere")).isEqualTo(1);
    assertThat(shell.run("tail", dir.resolve("empty").toString())).isEqualTo(1);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err().lines())
        .containsExactly(
            "reflow: no queue in " + queue.getParent(),
            "reflow: no queue at " + shell.queueOf("nowhere"),
            "reflow: " + dir.resolve("empty") + " holds no queue");
  }

  @Test
  void shouldNameTheQueuesThereAreWhenOneIsMisspelt() throws IOException {
    TestQueue.ended(queue, 1);

    assertThat(shell.run("tail", "shopp")).isEqualTo(1);
    assertThat(shell.err()).contains("no queue at ").endsWith("; there are: shop\n");
  }

  @Test
  void shouldPreferTheServicesQueueToADirectoryOfItsName() throws IOException {
    TestQueue.ended(queue, 3);
    Files.createDirectories(dir.resolve("shop"));

    assertThat(shell.run("tail", "shop")).isZero();
    assertThat(shell.lines()).hasSize(3);
  }

  @Test
  void shouldNotTakeWhatIsNoNumberOrTime() {
    List<String[]> wrong =
        List.of(
            new String[] {"tail", "shop", "-n", "many"},
            new String[] {"tail", "shop", "-n", "-1"},
            new String[] {"tail", "shop", "--since", "noon"},
            new String[] {"tail", "shop", "more"},
            new String[] {"tail", "--folow"});

    assertThat(wrong).allSatisfy(arguments -> assertThat(shell.run(arguments)).isEqualTo(2));
    assertThat(shell.err().lines())
        .hasSize(wrong.size())
        .allSatisfy(line -> assertThat(line).startsWith("reflow: ").endsWith(" tail --help"));
    assertThat(shell.err()).contains("unknown option --folow; did you mean --follow?");
  }
}
