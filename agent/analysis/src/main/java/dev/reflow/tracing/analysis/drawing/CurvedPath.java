package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.graph.layout.Placement.Point;

/** Writes lines as curves that leave to the right and come in from the left. Stateless. */
final class CurvedPath {

  private static final double LEAST_SWING = 30;

  /** Of lines that go back: half of it shows beside the boxes. */
  private static final double BACK_SWING = 52;

  private static final double LOOP_HEIGHT = 36;

  private CurvedPath() {}

  /** The curve, ending {@code shorter} pixels before {@code to}. */
  static String of(Point from, Point to, double shorter) {
    double endX = to.x() - shorter;
    double ahead = endX - from.x();
    double swing = ahead > 0 ? Math.max(LEAST_SWING, ahead / 2) : BACK_SWING;
    // From a box to itself it goes around above.
    double lift = from.y() == to.y() && from.x() > to.x() ? LOOP_HEIGHT : 0;
    return "M"
        + at(from.x(), from.y())
        + "C"
        + at(from.x() + swing, from.y() - lift)
        + " "
        + at(endX - swing, to.y() - lift)
        + " "
        + at(endX, to.y());
  }

  /** A triangle whose tip is {@code tip}. */
  static String arrow(Point tip, double length) {
    double back = tip.x() - length;
    return "M"
        + at(tip.x(), tip.y())
        + "L"
        + at(back, tip.y() - length / 2)
        + "L"
        + at(back, tip.y() + length / 2)
        + "Z";
  }

  private static String at(double x, double y) {
    return Svg.number(x) + " " + Svg.number(y);
  }
}
