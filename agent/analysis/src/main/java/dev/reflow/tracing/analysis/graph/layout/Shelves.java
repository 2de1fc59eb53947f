package dev.reflow.tracing.analysis.graph.layout;

import dev.reflow.tracing.analysis.graph.layout.Placement.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Rectangles one beside the other on shelves, in the order in which they are given. Immutable.
 * Lengths are in pixels.
 */
final class Shelves {

  private final List<Point> corners = new ArrayList<>();
  private double width;
  private double height;

  /** What is to be put on a shelf. */
  record Size(double width, double height) {}

  private Shelves(List<Size> sizes, double gap, double shelf) {
    double x = 0;
    double y = 0;
    double shelfHeight = 0;
    for (Size size : sizes) {
      if (x > 0 && x + size.width() > shelf) {
        x = 0;
        y += shelfHeight + gap;
        shelfHeight = 0;
      }
      corners.add(new Point(x, y));
      shelfHeight = Math.max(shelfHeight, size.height());
      width = Math.max(width, x + size.width());
      height = Math.max(height, y + shelfHeight);
      x += size.width() + gap;
    }
  }

  /** Shelves of such a length that the whole fits best into a page of {@code aspect}. */
  static Shelves fitting(List<Size> sizes, double gap, double aspect) {
    Shelves best = new Shelves(sizes, gap, 0);
    double length = 0;
    for (Size size : sizes) {
      length += size.width() + gap;
      Shelves tried = new Shelves(sizes, gap, length);
      if (tried.needed(aspect) < best.needed(aspect)) {
        best = tried;
      }
    }
    return best;
  }

  /** The height of the page of that shape that holds all of it. */
  private double needed(double aspect) {
    return Math.max(width / aspect, height);
  }

  /** Upper left corners, in the order of the rectangles. */
  List<Point> corners() {
    return corners;
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }
}
