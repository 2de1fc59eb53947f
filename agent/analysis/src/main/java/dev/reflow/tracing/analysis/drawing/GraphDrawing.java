package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.graph.FlowGraph;
import dev.reflow.tracing.analysis.graph.FlowGraph.Actor;
import dev.reflow.tracing.analysis.graph.FlowGraph.Link;
import dev.reflow.tracing.analysis.graph.layout.Box;
import dev.reflow.tracing.analysis.graph.layout.LayeredLayout;
import dev.reflow.tracing.analysis.graph.layout.Line;
import dev.reflow.tracing.analysis.graph.layout.Placement;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedLine;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The flow graph as SVG: a card for each actor with its ports, a line for each edge, as wide as its
 * rate and of the colour of its transfer time, dashed red where flows failed. Used once.
 */
public final class GraphDrawing {

  /** With more lines than this, what they say stands only where the pointer rests on them. */
  private static final int MOST_LABELS = 60;

  /** With more of either, {@link DenseGraphDrawing} still shows the whole. */
  private static final int MOST_CARDS = 90;

  private static final int MOST_LINES = 200;

  private static final double HEADER = 46;
  private static final double ARROW = 8;

  private final FlowGraph graph;
  private final String title;
  private final List<Card> cards = new ArrayList<>();
  private final Map<Actor, Integer> numbers = new HashMap<>();
  private final StrokeWidths widths;
  private final boolean labelled;

  private GraphDrawing(FlowGraph graph, String title) {
    this.graph = graph;
    this.title = title;
    this.widths = StrokeWidths.of(graph);
    this.labelled = graph.links().size() <= MOST_LABELS;
    for (Actor actor : graph.actors()) {
      numbers.put(actor, cards.size());
      cards.add(new Card(actor));
    }
    for (Link link : graph.links()) {
      card(link.from()).addOut(link.summary().edge().sourcePort());
      card(link.to()).addIn(link.summary().edge().destinationPort());
    }
  }

  /** Draws {@code graph} under {@code title}. */
  public static String of(FlowGraph graph, String title) {
    boolean isDense = graph.actors().size() > MOST_CARDS || graph.links().size() > MOST_LINES;
    return isDense ? DenseGraphDrawing.of(graph, title) : new GraphDrawing(graph, title).draw();
  }

  private Card card(Actor actor) {
    return cards.get(number(actor));
  }

  private int number(Actor actor) {
    return numbers.getOrDefault(actor, 0);
  }

  private String draw() {
    Placement placement = LayeredLayout.of(boxes(), lines());
    double width = Math.max(placement.width(), GraphLegend.WIDTH);
    double height = HEADER + placement.height() + GraphLegend.HEIGHT;
    Svg svg = new Svg(width, height, title, Theme.STYLE);
    svg.text(16, 24, "h", title);
    svg.text(16, 40, "soft", GraphFrame.subtitle(graph));
    Placement placed = placement.below(HEADER);
    GraphFrame.drawAreas(svg, placed);
    GraphFrame.drawServices(svg, graph, placed);
    for (int i = graph.links().size() - 1; i >= 0; i--) {
      drawLink(svg, graph.links().get(i), placed.lines().get(i));
    }
    for (int i = 0; i < cards.size(); i++) {
      cards.get(i).draw(svg, placed.boxes().get(i));
    }
    if (labelled) {
      for (int i = 0; i < graph.links().size(); i++) {
        drawLabel(svg, graph.links().get(i).summary(), placed.lines().get(i));
      }
    }
    new GraphLegend(widths).draw(svg, HEADER + placement.height());
    return svg.end();
  }

  private List<Box> boxes() {
    List<String> services = graph.services();
    return cards.stream().map(card -> card.box(services.indexOf(card.actor().service()))).toList();
  }

  private List<Line> lines() {
    return graph.links().stream()
        .map(
            link ->
                new Line(
                    number(link.from()),
                    link.summary().edge().sourcePort(),
                    number(link.to()),
                    link.summary().edge().destinationPort(),
                    labelled ? TextWidth.of(EdgeLook.label(link.summary()), 11) + 10 : 0))
        .toList();
  }

  private void drawLink(Svg svg, Link link, PlacedLine line) {
    EdgeSummary summary = link.summary();
    String colour = EdgeLook.colour(summary);
    double width = widths.of(summary.flowsPerSecond());
    double arrow = ARROW + width;
    svg.group("e " + colour, EdgeLook.hint(summary));
    svg.path(RoundedPath.of(line.points(), arrow - 1), width, "l");
    svg.path(RoundedPath.arrow(line.points(), arrow), 0, "a");
    svg.endGroup();
  }

  private static void drawLabel(Svg svg, EdgeSummary summary, PlacedLine line) {
    String cssClass = EdgeLook.isFailing(summary) ? "soft mid halo bad" : "soft mid halo";
    svg.text(line.label().x(), line.label().y() + 4, cssClass, EdgeLook.label(summary));
  }
}
