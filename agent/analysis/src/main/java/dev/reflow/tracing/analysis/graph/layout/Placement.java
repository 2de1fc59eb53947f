package dev.reflow.tracing.analysis.graph.layout;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where everything stands. Immutable. Lengths are in pixels from the page's upper left corner.
 *
 * @param boxes in the order in which they were given
 * @param lines in the order in which they were given
 * @param groups by their numbers; none when there is one group
 */
public record Placement(
    double width,
    double height,
    List<PlacedBox> boxes,
    List<PlacedLine> lines,
    Map<Integer, Area> groups) {

  /** A point. */
  public record Point(double x, double y) {
    Point below(double distance) {
      return new Point(x, y + distance);
    }
  }

  /** A rectangle. */
  public record Area(double x, double y, double width, double height) {
    Area below(double distance) {
      return new Area(x, y + distance, width, height);
    }
  }

  /**
   * A box in its place.
   *
   * @param inPortY by name, how far below the box's top
   * @param outPortY by name, how far below the box's top
   */
  public record PlacedBox(Area area, Map<String, Double> inPortY, Map<String, Double> outPortY) {}

  /**
   * A line in its place.
   *
   * @param points from its beginning to its end, bends between
   * @param label the middle of the label's place; the first point without a label
   */
  public record PlacedLine(List<Point> points, Point label) {}

  /** The same, {@code y} pixels further down. */
  public Placement below(double y) {
    Map<Integer, Area> moved = new TreeMap<>();
    groups.forEach((number, area) -> moved.put(number, area.below(y)));
    return new Placement(
        width,
        height + y,
        boxes.stream()
            .map(it -> new PlacedBox(it.area().below(y), it.inPortY(), it.outPortY()))
            .toList(),
        lines.stream()
            .map(
                it ->
                    new PlacedLine(
                        it.points().stream().map(point -> point.below(y)).toList(),
                        it.label().below(y)))
            .toList(),
        moved);
  }
}
