package dev.reflow.tracing.analysis.graph;

import dev.reflow.tracing.analysis.graph.FlowGraph.Actor;
import dev.reflow.tracing.analysis.graph.FlowGraph.Link;
import java.util.List;
import java.util.Locale;

/** A graph in Graphviz's language. Stateless; any thread. */
public final class DotText {

  private DotText() {}

  /** The graph as a {@code digraph}, a cluster for each service. */
  public static String of(FlowGraph graph) {
    StringBuilder dot =
        new StringBuilder("digraph flows {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n");
    List<String> services = graph.services();
    for (int i = 0; i < services.size(); i++) {
      String service = services.get(i);
      dot.append("  subgraph cluster_").append(i).append(" {\n    label=").append(quoted(service));
      dot.append(";\n");
      for (Actor actor : graph.actors()) {
        if (actor.service().equals(service)) {
          dot.append("    ").append(node(graph, actor)).append(" [label=");
          dot.append(quoted(actor.name())).append("];\n");
        }
      }
      dot.append("  }\n");
    }
    for (Link link : graph.links()) {
      dot.append("  ").append(node(graph, link.from())).append(" -> ");
      dot.append(node(graph, link.to())).append(attributes(link)).append(";\n");
    }
    return dot.append("}\n").toString();
  }

  private static String node(FlowGraph graph, Actor actor) {
    return "n" + graph.actors().indexOf(actor);
  }

  private static String attributes(Link link) {
    return String.format(
        Locale.ROOT,
        " [label=%s, taillabel=%s, headlabel=%s%s]",
        quoted(link.summary().flows() + " flows"),
        quoted(link.summary().edge().sourcePort()),
        quoted(link.summary().edge().destinationPort()),
        link.summary().errors() > 0 ? ", color=red" : "");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                quoted.append('\\');
              }
              quoted.appendCodePoint(point);
            });
    return quoted.append('"').toString();
  }
}
