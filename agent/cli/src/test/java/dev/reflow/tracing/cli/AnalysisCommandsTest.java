package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.cli.TestQueue.Caused;
import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventKind;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code lineage}, {@code graph}, {@code missing} and {@code tail --where} as a shell runs them.
 */
class AnalysisCommandsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T18:00:00Z");
  private static final long START = TestQueue.ns(NOW.minusSeconds(60));
  private static final Edge AUDIT =
      new Edge(3, "billing", "audit", "<archive>", "in", Edge.IN_MEMORY);

  @TempDir private Path dir;
  private Captured shell;
  private Path queue;

  @BeforeEach
  void setUp() {
    shell = Captured.pipe(dir).at(Clock.fixed(NOW, ZoneOffset.UTC));
    queue = shell.queueOf("shop");
  }

  private Caused write() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(90))) {
      Caused order = run.append(START, TestQueue.ORDERS, "msg_1", null);
      Caused payment = run.append(START + 3_000_000, TestQueue.PAYMENTS, "pay_1", order);
      run.append(START + 1_000_000, AUDIT, "audit_1", order);
      run.append(START + 9_000_000, TestQueue.ORDERS, "msg_2", null);
      return payment;
    }
  }

  @Test
  void shouldShowThePathOfAMessageAsATree() throws IOException {
    write();

    assertThat(shell.run("lineage", "shop", "msg_1")).isZero();
    assertThat(shell.lines())
        .containsExactly(
            "msg_1: 3 flows in 4.2ms, from 17:59:00.000000",
            "FLOW                            TYPE   MESSAGE ID      AT     GAP   TOOK",
            "shop.out → billing.in ◀         Order  msg_1         +0ns          1.2ms",
            "├─billing.audit → <archive>.in  Order  audit_1     +1.0ms  within  1.2ms",
            "└─billing.out → bank.in         Order  pay_1       +3.0ms   1.8ms  1.2ms");
  }

  @Test
  void shouldFollowAnEventUpAndSkipItsSiblings() throws IOException {
    Caused payment = write();

    assertThat(shell.run("lineage", payment.id().toString(), "--json")).isZero();
    assertThat(shell.lines()).hasSize(2);
    assertThat(Json.object(shell.lines().get(0)))
        .containsEntry("depth", 0L)
        .containsEntry("message_id", "msg_1")
        .containsEntry("sought", false);
    assertThat(Json.object(shell.lines().get(1)))
        .containsEntry("tie", "caused")
        .containsEntry("parent_event_id", payment.root().toString())
        .containsEntry("gap_ns", 1_800_000L);
  }

  @Test
  void shouldDrawALineage() throws IOException {
    write();

    assertThat(shell.run("lineage", "shop", "msg_1", "-o", "path.svg")).isZero();
    assertThat(Files.readString(dir.resolve("path.svg")))
        .startsWith("<svg ")
        .contains("&lt;archive&gt;");
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err()).isEqualTo("path.svg written\n");
  }

  @Test
  void shouldSayThatAnIdIsNowhere() throws IOException {
    write();

    assertThat(shell.run("lineage", "shop", "msg_3")).isEqualTo(1);
    assertThat(shell.run("lineage", "shop", "msg_1", "-o", "path.png")).isEqualTo(2);
    assertThat(shell.run("lineage", "shop", "msg_1", "-o", "no/path.svg")).isEqualTo(3);
    assertThat(shell.run("lineage")).isEqualTo(2);
    assertThat(shell.run("lineage", "shop")).isEqualTo(2);
    assertThat(shell.run("lineage", "--jsno")).isEqualTo(2);
    assertThat(shell.err().lines())
        .hasSize(6)
        .startsWith(
            "reflow: no message and no event \"msg_3\" in " + queue,
            "reflow: path.png should end in .svg",
            "reflow: no/path.svg cannot be written: there is no directory " + dir.resolve("no"))
        .anyMatch(line -> line.startsWith("reflow: \"shop\" is a queue: name a message's id"))
        .anyMatch(line -> line.startsWith("reflow: unknown option --jsno"));
  }

  @Test
  void shouldWriteTheGraphInEachForm() throws IOException {
    write();

    for (String file : new String[] {"g.svg", "g.dot", "g.mmd", "g.json"}) {
      assertThat(shell.run("graph", "shop", "-o", file)).isZero();
    }
    assertThat(Files.readString(dir.resolve("g.svg"))).contains("&lt;archive&gt;", "4 actors");
    assertThat(Files.readString(dir.resolve("g.dot"))).contains("digraph", "\"<archive>\"");
    assertThat(Files.readString(dir.resolve("g.mmd"))).contains("flowchart", "#60;archive#62;");
    assertThat(Json.object(Files.readString(dir.resolve("g.json"))))
        .containsKeys("actors", "links");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void shouldPrintTheGraph() throws IOException {
    write();
    Captured machine = Captured.pipe(dir);

    assertThat(shell.run("graph", "shop", "--where", "message_id = 'msg_1'")).isZero();
    assertThat(shell.out()).contains("flowchart LR", "[\"billing\"]").doesNotContain("bank");
    assertThat(machine.run("graph", "--json")).isZero();
    assertThat(Json.object(machine.out())).containsKeys("actors", "links");
  }

  @Test
  void shouldNotDrawWhatIsNotThere() throws IOException {
    write();

    assertThat(shell.run("graph", "shop", "--since", "1s")).isEqualTo(1);
    assertThat(shell.run("graph", "shop", "-o", "g.pdf")).isEqualTo(2);
    assertThat(shell.run("graph", "shop", "-o", "no/such/g.svg")).isEqualTo(3);
    assertThat(shell.err().lines())
        .hasSize(3)
        .startsWith(
            "reflow: no event in " + queue + " since 1s",
            "reflow: g.pdf should end in .svg, .dot, .mmd, .json");
  }

  @Test
  void shouldShowWhatNeverCompleted() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(90))) {
      run.append(NOW.minusSeconds(80), "fine").incomplete(NOW.minusSeconds(70), "lost");
    }

    assertThat(shell.run("missing", "shop")).isZero();
    assertThat(shell.lines())
        .containsExactly(
            "FROM      TO          FLOWS  NEVER COMPLETED",
            "shop.out  billing.in      2                1",
            "",
            "SENT AT          FROM      TO          TYPE   MESSAGE ID",
            "17:58:50.000000  shop.out  billing.in  Order  lost        never completed");
    assertThat(shell.run("missing", "shop", "--json")).isZero();
    assertThat(Json.object(shell.lines().get(6))).containsEntry("why", "incomplete");
  }

  @Test
  void shouldShowWhatWasSentAndWhatWasNeverReceived() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(90))) {
      run.tell(EventKind.SENT, NOW.minusSeconds(85), "stuck");
      run.tell(EventKind.SENT, NOW.minusSeconds(80), "fine");
      run.tell(EventKind.FLOW, NOW.minusSeconds(80), "fine");
      run.tell(EventKind.RECEIVED, NOW.minusSeconds(79), "fine");
      run.tell(EventKind.SENT, NOW.minusSeconds(70), "dropped");
      run.tell(EventKind.FLOW, NOW.minusSeconds(70), "dropped");
    }

    assertThat(shell.run("missing", "shop")).isZero();
    assertThat(shell.lines())
        .containsExactly(
            "FROM      TO          SENT  FLOWS  MISSING  NEVER COMPLETED  NEVER RECEIVED",
            "shop.out  billing.in     3      2        1                0               1",
            "",
            "SENT AT          FROM      TO          TYPE   MESSAGE ID",
            "17:58:35.000000  shop.out  billing.in  Order  stuck       no flow",
            "17:58:50.000000  shop.out  billing.in  Order  dropped     never received");
    assertThat(shell.run("tail", "shop", "--where", "event_type = 'MessageReceived'")).isZero();
    assertThat(shell.lines()).last().asString().contains("received").endsWith("fine");
  }

  @Test
  void shouldSayThatNothingIsMissing() throws IOException {
    write();

    assertThat(shell.run("missing", "shop")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "reflow: every flow completed; sends without a flow and messages that nobody handled"
                + " are known with reflow.events=data-flow,message-sent,message-received alone,"
                + " not in "
                + queue
                + "\n");
  }

  @Test
  void shouldSayOfAQueueWithoutEventsThatThereAreNone() throws IOException {
    TestQueue.begin(queue, NOW.minusSeconds(90)).close();

    for (String command : List.of("stats", "graph", "missing", "tail")) {
      assertThat(shell.run(command, "shop")).as(command).isEqualTo(1);
      assertThat(shell.run(command, "shop", "--json")).as(command).isEqualTo(1);
    }
    assertThat(shell.err().lines()).containsOnly("reflow: no event in " + queue).hasSize(8);
    assertThat(shell.out()).isEmpty();
  }

  /** Flows 1 to 3 cause each other in a circle; the fourth causes itself. */
  private void writeCircle() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, NOW.minusSeconds(90))) {
      Caused third = run.upcoming(START + 2_000_000, 2);
      Caused first = run.append(START, TestQueue.ORDERS, "one", third);
      Caused second = run.append(START + 1_000_000, TestQueue.PAYMENTS, "two", first);
      assertThat(run.append(START + 2_000_000, TestQueue.ORDERS, "three", second).id())
          .isEqualTo(third.id());
      run.append(START, TestQueue.ORDERS, "self", run.upcoming(START, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "two", "three", "self"})
  void shouldShowALineageInWhichFlowsCauseThemselves(String id) throws IOException {
    writeCircle();
    Path drawing = dir.resolve("circle.svg");

    assertThat(shell.run("lineage", "shop", id)).isZero();
    assertThat(shell.out()).contains("cycle", id).doesNotContain("cause lost");
    assertThat(shell.run("lineage", "shop", id, "--json")).isZero();
    assertThat(shell.run("lineage", "shop", id, "-o", drawing.toString())).isZero();
    assertThat(drawing).isNotEmptyFile();
  }

  @Test
  void shouldEndInEveryCommandWhereFlowsCauseThemselves() throws IOException {
    writeCircle();

    assertThat(shell.run("stats", "shop")).isZero();
    assertThat(shell.run("graph", "shop")).isZero();
    assertThat(shell.run("graph", "shop", "-o", dir.resolve("g.svg").toString())).isZero();
    assertThat(shell.run("missing", "shop")).isEqualTo(1);
    assertThat(shell.run("tail", "shop")).isZero();
    assertThat(shell.run("tail", "shop", "--json", "--where", "dependency_depth > 0")).isZero();
    assertThat(shell.run("verify", "shop")).isZero();
    String file = dir.resolve("events.ndjson").toString();
    assertThat(shell.run("ship", "shop", "--sink", "file", "-D", "sink.file.path=" + file))
        .isZero();
  }

  @Test
  void shouldTailWhatTheConditionIsTrueOf() throws IOException {
    write();

    assertThat(
            shell.run(
                "tail", "shop", "--where", "destination_actor LIKE 'b%' AND message_id <> 'msg_2'"))
        .isZero();
    assertThat(shell.lines()).hasSize(2).allMatch(line -> line.endsWith("_1"));
    assertThat(shell.run("tail", "shop", "--where", "parent_event_id IS NOT NULL")).isZero();
    assertThat(shell.lines()).hasSize(4);
    assertThat(shell.run("tail", "shop", "--where", "size_bytes >")).isEqualTo(2);
    assertThat(shell.err()).isEqualTo("reflow: --where: something is missing at the end\n");
  }
}
