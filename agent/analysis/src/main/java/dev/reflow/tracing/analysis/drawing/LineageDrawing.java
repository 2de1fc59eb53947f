package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.lineage.Hop;
import dev.reflow.tracing.analysis.lineage.Lineage;
import dev.reflow.tracing.analysis.lineage.Lineage.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A lineage as SVG: the tree at the left, and beside each flow a bar where it stands in time. Used
 * once.
 */
public final class LineageDrawing {

  private static final int MOST_ROWS = 400;
  private static final int LONGEST_NAME = 60;
  private static final double HEADER = 74;
  private static final double ROW = 24;
  private static final double INDENT = 18;
  private static final int DEEPEST_INDENT = 24;
  private static final double LEFT = 18;
  private static final double BARS = 460;
  private static final double FIGURES = 150;

  private final Lineage lineage;
  private final String title;
  private final List<Step> rows;
  private final double treeWidth;
  private final double barsAt;
  private final double firstNs;
  private final double spanNs;

  private LineageDrawing(Lineage lineage, String title) {
    this.lineage = lineage;
    this.title = title;
    this.rows = lineage.steps().subList(0, Math.min(MOST_ROWS, lineage.steps().size()));
    this.treeWidth = rows.stream().mapToDouble(LineageDrawing::textEnd).max().orElse(0) + 20;
    this.barsAt = LEFT + treeWidth;
    this.firstNs = lineage.firstNs();
    this.spanNs = Math.max(1, lineage.lastNs() - lineage.firstNs());
  }

  /** Draws {@code lineage} under {@code title}. */
  public static String of(Lineage lineage, String title) {
    return new LineageDrawing(lineage, title).draw();
  }

  private String draw() {
    int hidden = lineage.steps().size() - rows.size();
    double width = barsAt + BARS + FIGURES;
    double height = HEADER + ROW * (rows.size() + (hidden > 0 ? 1 : 0)) + 64;
    Svg svg = new Svg(width, height, title, Theme.STYLE);
    svg.text(LEFT, 26, "h", title);
    svg.text(LEFT, 44, "soft", subtitle());
    drawScale(svg, HEADER + ROW * rows.size());
    drawBranches(svg);
    for (int i = 0; i < rows.size(); i++) {
      drawRow(svg, rows.get(i), HEADER + ROW * i + ROW / 2);
    }
    if (hidden > 0) {
      svg.text(
          LEFT,
          HEADER + ROW * rows.size() + 16,
          "soft",
          "and " + Texts.count(hidden, "flow more", "flows more"));
    }
    drawLegend(svg, height - 26);
    return svg.end();
  }

  private String subtitle() {
    long failed = lineage.steps().stream().filter(it -> it.hop().error() != null).count();
    return Texts.count(lineage.steps().size(), "flow", "flows")
        + " in "
        + Texts.duration(lineage.lastNs() - lineage.firstNs())
        + (failed == 0 ? "" : " · " + failed + " failed");
  }

  /** Lines at a quarter of the time each, with what time that is. */
  private void drawScale(Svg svg, double bottom) {
    for (int i = 0; i <= 4; i++) {
      double x = barsAt + BARS * i / 4;
      String text = i == 0 ? "0" : Texts.duration(Math.round(spanNs * i / 4));
      svg.path(
          "M" + Svg.number(x) + " " + Svg.number(HEADER - 6) + "V" + Svg.number(bottom), 1, "rule");
      svg.text(x, HEADER - 12, "soft mid", text);
    }
  }

  private static double indent(Step step) {
    return LEFT + INDENT * Math.min(step.depth(), DEEPEST_INDENT);
  }

  private static double textEnd(Step step) {
    return indent(step) + 20 + nameWidth(step) + TextWidth.of(detail(step.hop()), 11);
  }

  private static double nameWidth(Step step) {
    double width = TextWidth.of(name(step.hop()), 12);
    return step.isSought() ? width * TextWidth.BOLD : width;
  }

  private static String name(Hop hop) {
    return TextWidth.cut(
        hop.edge().sourceActor()
            + "."
            + hop.edge().sourcePort()
            + " → "
            + hop.edge().destinationActor()
            + "."
            + hop.edge().destinationPort(),
        LONGEST_NAME);
  }

  private static String detail(Hop hop) {
    String id = hop.messageId() == null ? "" : " " + TextWidth.cut(hop.messageId(), 24);
    return "   " + TextWidth.cut(hop.type(), 24) + id;
  }

  /** From each flow down to those that it caused. */
  private void drawBranches(Svg svg) {
    List<Double> trunkFrom = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Step step = rows.get(i);
      double y = HEADER + ROW * i + ROW / 2;
      while (trunkFrom.size() <= step.depth()) {
        trunkFrom.add(0.0);
      }
      trunkFrom.set(step.depth(), y);
      if (step.depth() > 0 && step.depth() <= DEEPEST_INDENT) {
        double x = indent(step) - INDENT;
        double from = trunkFrom.get(step.depth() - 1) + 5;
        String branch =
            "M"
                + Svg.number(x)
                + " "
                + Svg.number(from)
                + "V"
                + Svg.number(y - 5)
                + "q0 5 5 5H"
                + Svg.number(x + INDENT - 5);
        svg.path(branch, 1.2, "rule");
      }
    }
  }

  private void drawRow(Svg svg, Step step, double y) {
    Hop hop = step.hop();
    String colour = hop.error() != null ? Theme.ERROR : Speed.of(hop.durationNs()).cssClass();
    double x = indent(step);
    svg.group("e " + colour, hint(step));
    svg.circle(x, y, 4, "a");
    if (step.isSought()) {
      svg.rect(x - 9, y - 11, textEnd(step) - x + 14, 22, 6, "sought");
    }
    String name = name(hop);
    svg.text(x + 10, y + 4, step.isSought() ? "name" : "", name);
    svg.text(x + 20 + nameWidth(step), y + 4, "soft", detail(hop));
    double from = barsAt + BARS * (hop.startNs() - firstNs) / spanNs;
    double length = Math.max(2.5, BARS * hop.durationNs() / spanNs);
    svg.rect(from, y - 6, length, 12, 2, "a");
    svg.text(barsAt + BARS + 14, y + 4, hop.error() == null ? "soft" : "soft bad", figures(step));
    svg.endGroup();
  }

  private static String figures(Step step) {
    Hop hop = step.hop();
    String took = (hop.incomplete() ? "> " : "") + Texts.duration(hop.durationNs());
    String gap = step.depth() == 0 ? "" : " after " + Texts.duration(step.gapNs());
    return step.gapNs() < 0 ? took + " meanwhile" : took + gap;
  }

  private static String hint(Step step) {
    Hop hop = step.hop();
    String tie =
        switch (step.tie()) {
          case ROOT -> "first of its chain";
          case LOST_CAUSE -> "caused by " + hop.parentId() + ", which is not there";
          case CYCLE -> "goes back to itself";
          case CAUSED -> "caused by the one above";
          case SAME_MESSAGE -> "the same message as above";
        };
    String error = hop.error() == null ? "" : "\n✗ " + hop.error();
    return name(hop) + "\n" + hop.eventId() + "\n" + tie + error;
  }

  private static void drawLegend(Svg svg, double y) {
    double x = LEFT;
    svg.text(x, y + 4, "soft", "transfer time");
    x += 84;
    for (Speed speed : Speed.values()) {
      x = drawSample(svg, x, y, speed.cssClass(), speed.label());
    }
    drawSample(svg, x, y, Theme.ERROR, "failed");
  }

  private static double drawSample(Svg svg, double x, double y, String colour, String label) {
    svg.group(colour, label);
    svg.rect(x, y - 5, 14, 10, 2, "a");
    svg.endGroup();
    svg.text(x + 20, y + 4, "soft", label);
    return x + 20 + TextWidth.of(label, 11) + 16;
  }
}
