package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.graph.FlowGraph;
import dev.reflow.tracing.analysis.graph.FlowGraph.Actor;
import dev.reflow.tracing.analysis.graph.FlowGraph.Link;
import dev.reflow.tracing.analysis.graph.layout.Box;
import dev.reflow.tracing.analysis.graph.layout.DenseLayout;
import dev.reflow.tracing.analysis.graph.layout.Line;
import dev.reflow.tracing.analysis.graph.layout.Placement;
import dev.reflow.tracing.analysis.graph.layout.Placement.Area;
import dev.reflow.tracing.analysis.graph.layout.Placement.Point;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A flow graph of hundreds of actors as SVG: names alone, close together, lines pale and curved
 * below them. What is slow or fails stands out; where the pointer rests on an actor only its own
 * lines are left, and a line's ports and figures are shown where it rests on the line. Used once.
 */
final class DenseGraphDrawing {

  private static final int LONGEST_NAME = 24;
  private static final double FONT = 11;
  private static final double SIDE = 8;
  private static final double ROW = 21;
  private static final double HEADER = 62;
  private static final double ARROW = 5;

  /** Lines are this much thinner than in a small graph. */
  private static final double THINNER = 0.6;

  private final FlowGraph graph;
  private final String title;
  private final Map<Actor, Integer> numbers = new HashMap<>();
  private final StrokeWidths widths;

  private DenseGraphDrawing(FlowGraph graph, String title) {
    this.graph = graph;
    this.title = title;
    this.widths = StrokeWidths.of(graph).scaled(THINNER);
    graph.actors().forEach(actor -> numbers.put(actor, numbers.size()));
  }

  static String of(FlowGraph graph, String title) {
    return new DenseGraphDrawing(graph, title).draw();
  }

  private String draw() {
    Placement placement = DenseLayout.of(boxes(), lines());
    double width = Math.max(placement.width(), GraphLegend.WIDTH);
    double height = HEADER + placement.height() + GraphLegend.HEIGHT;
    Svg svg = new Svg(width, height, title, Theme.STYLE + focus());
    svg.text(16, 24, "h", title);
    svg.text(16, 40, "soft", GraphFrame.subtitle(graph));
    svg.text(
        16,
        56,
        "soft",
        "rest the pointer on an actor for its own lines, on a line for its ports and figures");
    Placement placed = placement.below(HEADER);
    GraphFrame.drawAreas(svg, placed);
    for (int i = graph.links().size() - 1; i >= 0; i--) {
      drawLink(svg, graph.links().get(i), placed.lines().get(i).points());
    }
    GraphFrame.drawServices(svg, graph, placed);
    for (int i = 0; i < graph.actors().size(); i++) {
      drawActor(svg, i, placed.boxes().get(i).area());
    }
    new GraphLegend(widths).draw(svg, HEADER + placement.height());
    return svg.end();
  }

  private List<Box> boxes() {
    List<String> services = graph.services();
    return graph.actors().stream()
        .map(
            actor -> {
              double width = 2 * SIDE + TextWidth.of(name(actor), FONT);
              int group = services.indexOf(actor.service());
              return new Box(group, width, ROW, ROW / 2, 0, List.of(), List.of());
            })
        .toList();
  }

  private List<Line> lines() {
    return graph.links().stream()
        .map(link -> new Line(number(link.from()), "", number(link.to()), "", 0))
        .toList();
  }

  private int number(Actor actor) {
    return numbers.getOrDefault(actor, 0);
  }

  private static String name(Actor actor) {
    return TextWidth.cut(actor.name(), LONGEST_NAME);
  }

  private void drawLink(Svg svg, Link link, List<Point> points) {
    EdgeSummary summary = link.summary();
    double width = widths.of(summary.flowsPerSecond());
    double arrow = ARROW + width;
    String ends = " n" + number(link.from()) + " n" + number(link.to());
    svg.group("e pale " + EdgeLook.colour(summary) + ends, EdgeLook.hint(summary));
    svg.path(CurvedPath.of(points.get(0), points.get(1), arrow - 1), width, "l");
    svg.path(CurvedPath.arrow(points.get(1), arrow), 0, "a");
    svg.endGroup();
  }

  private void drawActor(Svg svg, int number, Area area) {
    Actor actor = graph.actors().get(number);
    svg.group("actor n" + number, actor.name() + "\n" + actor.service());
    svg.rect(area.x(), area.y(), area.width(), area.height(), 5, "card");
    svg.text(area.x() + area.width() / 2, area.y() + ROW / 2 + 4, "small mid", name(actor));
    svg.endGroup();
  }

  /** Where the pointer rests on an actor, its own lines are plain and all others nearly gone. */
  private String focus() {
    StringBuilder rules = new StringBuilder("svg:has(.actor:hover) .e{opacity:.04}\n");
    for (int i = 0; i < graph.actors().size(); i++) {
      rules.append("svg:has(.actor.n").append(i).append(":hover) .e.n").append(i);
      rules.append("{opacity:1}\n");
    }
    return rules.toString();
  }
}
