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
    Point moved(double right, double down) {
      return new Point(x + right, y + down);
    }
  }

  /** A rectangle. */
  public record Area(double x, double y, double width, double height) {
    Area moved(double right, double down) {
      return new Area(x + right, y + down, width, height);
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
  public record PlacedLine(List<Point> points, Point label) {
    PlacedLine moved(double right, double down) {
      return new PlacedLine(
          points.stream().map(point -> point.moved(right, down)).toList(),
          label.moved(right, down));
    }
  }

  /** The same, {@code y} pixels further down. */
  public Placement below(double y) {
    Map<Integer, Area> moved = new TreeMap<>();
    groups.forEach((number, area) -> moved.put(number, area.moved(0, y)));
    return new Placement(
        width,
        height + y,
        boxes.stream()
            .map(it -> new PlacedBox(it.area().moved(0, y), it.inPortY(), it.outPortY()))
            .toList(),
        lines.stream().map(it -> it.moved(0, y)).toList(),
        moved);
  }
}
