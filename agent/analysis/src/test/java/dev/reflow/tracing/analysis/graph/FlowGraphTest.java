package dev.reflow.tracing.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.TestFlow;
import dev.reflow.tracing.analysis.graph.FlowGraph.Actor;
import dev.reflow.tracing.analysis.stats.EdgeStatistics;
import org.junit.jupiter.api.Test;

class FlowGraphTest {

  private static final FlowEdge TOPIC =
      new FlowEdge("web", "orders", "out", "billing", "in", "kafka");

  private static FlowGraph graph(FlowEdge... edges) {
    EdgeStatistics statistics = new EdgeStatistics();
    for (int i = 0; i < edges.length; i++) {
      statistics.onFlow(TestFlow.root(i).on(edges[i]).failed("x"));
    }
    return FlowGraph.of(statistics.summaries());
  }

  @Test
  void shouldKnowAnActorByItsServiceAndName() {
    FlowGraph graph =
        graph(
            new FlowEdge("one", "a", "out", "b", "in", FlowEdge.IN_MEMORY),
            new FlowEdge("two", "a", "out", "b", "in", FlowEdge.IN_MEMORY));

    assertThat(graph.actors()).hasSize(4);
    assertThat(graph.services()).containsExactly("one", "two");
  }

  @Test
  void shouldFindAReceiverInTheServiceThatItSendsFrom() {
    FlowEdge paid = new FlowEdge("back", "billing", "out", "bank", "in", FlowEdge.IN_MEMORY);

    assertThat(graph(TOPIC, paid).links())
        .extracting(FlowGraph.Link::to)
        .contains(new Actor("back", "billing"));
    assertThat(graph(TOPIC).actors()).contains(new Actor("web", "billing"));
  }

  @Test
  void shouldQuoteNamesInDot() {
    assertThat(DotText.of(graph(TestFlow.edge("a\"];\nx -> y;//", "b\\"))))
        .contains("[label=\"a\\\"]; x -> y;//\"]", "[label=\"b\\\\\"]", "n0 -> n1", "color=red");
  }

  @Test
  void shouldQuoteNamesInMermaid() {
    assertThat(MermaidText.of(graph(TestFlow.edge("a\"]\nclick n0 \"javascript:x\"", "b"))))
        .contains("a#34;#93;#32;click n0 #34;javascript:x#34;")
        .contains("n0 -->|\"out → in: 1, 1 failed\"| n1");
  }

  @Test
  void shouldNameActorsByNumberInJson() {
    assertThat(GraphJson.of(graph(TestFlow.edge("a\"", "b"))))
        .startsWith("{\"actors\":[{\"id\":0,\"service\":\"service\",\"name\":\"a\\\"\"},")
        .contains("\"from\":0,\"from_port\":\"out\",\"to\":1,\"to_port\":\"in\"");
  }
}
