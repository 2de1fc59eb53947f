package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.event.EventView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** However little is recorded, all is counted. */
final class SamplingIT {

  private static final int SENDS = 1_000_000;

  /** What a queue says of one edge. */
  private static final class Edge {
    long recorded;
    double weights;
    long flows;
    long sampledOut;
    long bytes;
    long errors;
    long timed;
  }

  /** Adds up a queue, edge by edge. */
  private static final class Sums implements EventHandler {
    final Map<String, Edge> edges = new TreeMap<>();

    @Override
    public void onEvent(EventView event) {
      Edge edge = edge(event.edge().destinationActor());
      edge.recorded++;
      edge.weights += event.weight();
    }

    @Override
    public void onEdgeCount(EdgeCount count) {
      Edge edge = edge(count.edge().destinationActor());
      edge.flows += count.flows();
      edge.sampledOut += count.sampledOut();
      edge.bytes += count.bytes();
      edge.errors += count.errors();
      edge.timed += count.timed();
    }

    private Edge edge(String name) {
      return edges.computeIfAbsent(name, unknown -> new Edge());
    }
  }

  @Test
  void shouldCountEachFlowOfEachEdgeWhenOneInAHundredIsRecordedOn17() throws Exception {
    checkCounts(Jdk.of(17), "platform");
  }

  @Test
  void shouldCountEachFlowOfEachEdgeWhenOneInAHundredIsRecordedOn25() throws Exception {
    checkCounts(Jdk.of(25), "platform");
  }

  @Test
  void shouldCountEachFlowOfVirtualThreadsOn25() throws Exception {
    checkCounts(Jdk.of(25), "virtual");
  }

  private static void checkCounts(Jdk jdk, String threads) throws Exception {
    AgentRun run = new AgentRun("sampling", jdk).set("sampling.rate", "0.01");
    Outcome outcome = run.run("app.load.SampledMain", threads);
    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    Sums sums = new Sums();
    QueueContents.read(run.queueDirectory(), sums);

    List<String> counted = new ArrayList<>();
    sums.edges.forEach(
        (name, edge) ->
            counted.add(name + " " + edge.flows + " " + edge.bytes + " " + edge.errors));
    assertThat(counted).isEqualTo(outcome.stdout().lines().toList());
    assertThat(sums.edges.values())
        .allSatisfy(
            edge -> {
              assertThat(edge.recorded + edge.sampledOut).isEqualTo(edge.flows);
              assertThat(edge.timed).isEqualTo(edge.recorded);
              assertThat(edge.weights).isBetween(edge.flows * 0.8, edge.flows * 1.2);
            });
    assertThat(sums.edges.values().stream().mapToLong(edge -> edge.flows).sum()).isEqualTo(SENDS);
    run.delete();
  }

  @Test
  void shouldTakeOverARateWhileTheProgramRuns() throws Exception {
    AgentRun run = new AgentRun("sampling-live", Jdk.of(17));
    Path file = run.workingDirectory().resolve("reflow-agent.properties");
    Files.writeString(file, "reflow.sampling.rate=0\n");
    try (ForkedJvm jvm = run.start("app.delivery.TrickleMain", "10000000", "200")) {
      org.awaitility.Awaitility.await()
          .until(() -> sum(run).edges.values().stream().anyMatch(edge -> edge.sampledOut > 0));
      assertThat(sum(run).edges.values()).allMatch(edge -> edge.recorded == 0);

      Files.writeString(file, "reflow.sampling.rate=1.0\n");

      org.awaitility.Awaitility.await()
          .until(() -> sum(run).edges.values().stream().anyMatch(edge -> edge.recorded > 0));
      assertThat(jvm.stderr()).contains("settings changed: reflow.sampling.rate: 0 -> 1.0");
      jvm.kill();
    }
  }

  private static Sums sum(AgentRun run) {
    Sums sums = new Sums();
    QueueContents.read(run.queueDirectory(), sums);
    return sums;
  }
}
