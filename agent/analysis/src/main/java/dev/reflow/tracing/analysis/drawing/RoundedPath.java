package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.graph.layout.Placement.Point;
import java.util.List;

/** Writes lines with bends as paths with round corners. Stateless; any thread. */
final class RoundedPath {

  private static final double RADIUS = 6;

  private RoundedPath() {}

  /** The path through {@code points}, ending {@code shorter} pixels before the last. */
  static String of(List<Point> points, double shorter) {
    StringBuilder path = new StringBuilder("M").append(at(points.get(0)));
    int last = points.size() - 1;
    for (int i = 1; i < last; i++) {
      Point corner = points.get(i);
      double in = Math.min(RADIUS, distance(points.get(i - 1), corner) / 2);
      double out = Math.min(RADIUS, distance(corner, points.get(i + 1)) / 2);
      path.append('L').append(at(towards(corner, points.get(i - 1), in)));
      path.append('Q').append(at(corner)).append(' ');
      path.append(at(towards(corner, points.get(i + 1), out)));
    }
    return path.append('L')
        .append(at(towards(points.get(last), points.get(last - 1), shorter)))
        .toString();
  }

  /** A triangle whose tip is the last of {@code points}. */
  static String arrow(List<Point> points, double length) {
    Point tip = points.get(points.size() - 1);
    Point before = points.get(points.size() - 2);
    Point base = towards(tip, before, length);
    double x = (tip.y() - base.y()) * 0.5;
    double y = (base.x() - tip.x()) * 0.5;
    return "M"
        + at(tip)
        + "L"
        + at(new Point(base.x() + x, base.y() + y))
        + "L"
        + at(new Point(base.x() - x, base.y() - y))
        + "Z";
  }

  private static Point towards(Point from, Point to, double length) {
    double distance = distance(from, to);
    double share = distance == 0 ? 0 : length / distance;
    return new Point(
        from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
  }

  private static double distance(Point one, Point other) {
    return Math.hypot(one.x() - other.x(), one.y() - other.y());
  }

  private static String at(Point point) {
    return Svg.number(point.x()) + " " + Svg.number(point.y());
  }
}
