package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.graph.FlowGraph;
import dev.reflow.tracing.analysis.graph.layout.Placement;
import java.util.List;

/** What stands around actors and lines in every drawing of a graph. Stateless; any thread. */
final class GraphFrame {

  private GraphFrame() {}

  static String subtitle(FlowGraph graph) {
    long flows = graph.links().stream().mapToLong(link -> link.summary().flows()).sum();
    return Texts.count(graph.actors().size(), "actor", "actors")
        + " · "
        + Texts.count(graph.links().size(), "edge", "edges")
        + " · "
        + Texts.count(flows, "flow", "flows");
  }

  /** An area for each service, where there are several. */
  static void drawAreas(Svg svg, Placement placed) {
    placed
        .groups()
        .values()
        .forEach(it -> svg.rect(it.x(), it.y(), it.width(), it.height(), 10, "area"));
  }

  /** The names of the services, where there are several. */
  static void drawServices(Svg svg, FlowGraph graph, Placement placed) {
    List<String> services = graph.services();
    placed
        .groups()
        .forEach(
            (number, area) -> {
              String service = services.get(number);
              svg.group("cluster", service);
              String name = TextWidth.cut(service, 48);
              svg.text(area.x() + 14, area.y() + 20, "name halo", name);
              svg.endGroup();
            });
  }
}
