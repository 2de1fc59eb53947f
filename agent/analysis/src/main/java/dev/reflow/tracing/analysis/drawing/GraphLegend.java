package dev.reflow.tracing.analysis.drawing;

/** What widths and colours of the graph mean. Immutable. */
final class GraphLegend {

  static final double WIDTH = 780;
  static final double HEIGHT = 66;

  private final StrokeWidths widths;

  GraphLegend(StrokeWidths widths) {
    this.widths = widths;
  }

  void draw(Svg svg, double top) {
    svg.group("legend", "legend");
    svg.path("M16 " + Svg.number(top + 6) + "h" + Svg.number(WIDTH - 32), 1, "rule");
    double y = top + 26;
    double x = drawTitle(svg, y, "transfer time (p99)");
    for (Speed speed : Speed.values()) {
      x = drawSample(svg, x, y, speed.cssClass(), 3, speed.label());
    }
    drawSample(svg, x, y, Theme.ERROR, 3, "1 % or more failed");
    y += 22;
    x = drawTitle(svg, y, "flows per second");
    if (widths.differ()) {
      for (double rate :
          new double[] {widths.leastRate(), widths.middleRate(), widths.mostRate()}) {
        x = drawSample(svg, x, y, Speed.INSTANT.cssClass(), widths.of(rate), Texts.rate(rate));
      }
    } else {
      svg.text(x, y + 4, "soft", "about the same on all edges: " + Texts.rate(widths.mostRate()));
    }
    svg.endGroup();
  }

  private static double drawTitle(Svg svg, double y, String text) {
    svg.text(16, y + 4, "soft", text);
    return 130;
  }

  private static double drawSample(
      Svg svg, double x, double y, String colour, double width, String label) {
    svg.group(colour, label);
    svg.path("M" + Svg.number(x) + " " + Svg.number(y) + "h26", width, "l");
    svg.endGroup();
    svg.text(x + 32, y + 4, "soft", label);
    return x + 32 + TextWidth.of(label, 11) + 18;
  }
}
