package dev.reflow.tracing.analysis.graph;

import dev.reflow.tracing.analysis.graph.FlowGraph.Actor;
import dev.reflow.tracing.analysis.graph.FlowGraph.Link;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import java.util.List;

/** A graph in Mermaid's language, as Markdown pages show it. Stateless; any thread. */
public final class MermaidText {

  private MermaidText() {}

  /** The graph as a {@code flowchart}, a subgraph for each service. */
  public static String of(FlowGraph graph) {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    List<String> services = graph.services();
    for (int i = 0; i < services.size(); i++) {
      String service = services.get(i);
      text.append("  subgraph s").append(i).append("[\"").append(escaped(service)).append("\"]\n");
      for (Actor actor : graph.actors()) {
        if (actor.service().equals(service)) {
          text.append("    n").append(graph.actors().indexOf(actor)).append("[\"");
          text.append(escaped(actor.name())).append("\"]\n");
        }
      }
      text.append("  end\n");
    }
    for (Link link : graph.links()) {
      text.append("  n").append(graph.actors().indexOf(link.from())).append(" -->|\"");
      text.append(escaped(label(link.summary()))).append("\"| n");
      text.append(graph.actors().indexOf(link.to())).append('\n');
    }
    return text.toString();
  }

  private static String label(EdgeSummary summary) {
    String label =
        summary.edge().sourcePort()
            + " → "
            + summary.edge().destinationPort()
            + ": "
            + summary.flows();
    return summary.errors() == 0 ? label : label + ", " + summary.errors() + " failed";
  }

  /** Mermaid has HTML's entities with a number sign, and no other escape. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isLetterOrDigit(point) || " _-.:,/→$".indexOf(point) >= 0) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append('#').append(Character.isISOControl(point) ? 32 : point).append(';');
              }
            });
    return escaped.toString();
  }
}
