package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.subscribe.LiveGraph;
import dev.reflow.tracing.server.subscribe.LiveGraph.LiveEdge;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages see of what flows now. */
class LiveTest {

  @TempDir private Path directory;

  @Test
  void shouldTellPagesOfEachEdge() throws Exception {
    try (TestServer server = new TestServer(directory);
        TestClient client = server.connect();
        TestClient page =
            TestClient.connect(URI.create("ws://127.0.0.1:" + server.port() + "/api/live"))) {
      client.ask(WireEvents.record(WireEvents.flow(1)));
      String text = (String) page.next();
      while (WireEvents.values(text, "source_actor").isEmpty()) {
        text = (String) page.next();
      }
      assertThat(WireEvents.values(text, "source_actor")).containsExactly("sensor_reader");
      assertThat(text).contains("\"flows\":1").contains("\"flows_per_second\":0.1");
    }
  }

  @Test
  void shouldForgetRatesAfterTenSecondsAndSumsNever() {
    AtomicLong now = new AtomicLong(TimeUnit.SECONDS.toNanos(1_000));
    LiveGraph graph = new LiveGraph(now::get);
    graph.add(Collections.nCopies(20, event(1_000)));
    graph.add(Collections.nCopies(20, event(1_000_000)));
    LiveEdge busy = graph.edges().get(0);
    assertThat(busy.flowsPerSecond()).isEqualTo(4);
    assertThat(busy.bytesPerSecond()).isEqualTo(400);
    assertThat(busy.p50Ns()).isBetween(1_000L, 1_130L);
    assertThat(busy.p99Ns()).isBetween(1_000_000L, 1_130_000L);
    assertThat(busy.maxNs()).isEqualTo(1_000_000);
    now.addAndGet(TimeUnit.SECONDS.toNanos(9));
    assertThat(graph.edges().get(0).flowsPerSecond()).isEqualTo(4);
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    LiveEdge idle = graph.edges().get(0);
    assertThat(idle.flowsPerSecond()).isZero();
    assertThat(idle.p99Ns()).isZero();
    assertThat(idle.flows()).isEqualTo(40);
  }

  private static StoredEvent event(long executionNs) {
    StoredEvent event = new StoredEvent();
    event.sourceActor = "a";
    event.destinationActor = "b";
    event.executionNs = executionNs;
    event.sizeBytes = 100;
    return event;
  }

  @Test
  void shouldCallOnlyFlowsOfOneEdgeTheSame() {
    LiveGraph graph = new LiveGraph(() -> 0);
    StoredEvent other = event(1);
    other.destinationPort = "other";
    StoredEvent sent = event(1);
    sent.eventType = "MessageSent";
    graph.add(List.of(event(1), event(1), other, sent));
    assertThat(graph.edges())
        .extracting(LiveEdge::edge)
        .containsExactlyInAnyOrder(
            new FlowEdge("", "a", "", "b", "", ""), new FlowEdge("", "a", "", "b", "other", ""));
  }
}
