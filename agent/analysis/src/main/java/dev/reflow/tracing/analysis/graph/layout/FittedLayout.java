package dev.reflow.tracing.analysis.graph.layout;

import java.util.List;
import java.util.function.Supplier;

/**
 * Places boxes so that as much as possible of them can be read in a window: of several ways the one
 * whose whole need be made smallest the least, and among equals the one that keeps lines apart
 * best. Used once.
 */
public final class FittedLayout {

  /** ELK takes seconds for more lines, and leads them so far apart that nothing is to be read. */
  private static final int MOST_ROUTED = 260;

  /** Nothing is drawn larger than it is, so what fits like this fits. */
  private static final double FITS = 0.95;

  /** Names are read from this scale on. */
  private static final double READABLE = 0.72;

  /** Lines that cross are worth it for names that are read with ease. */
  private static final double WELL_READABLE = 0.8;

  /** Groups that stand one below the other must be so much larger to be worth it. */
  private static final double WORTH_SHELVES = 1.15;

  /** And lines that cross. */
  private static final double WORTH_CROSSINGS = 1.1;

  /** Shapes of groups, of which one makes the shelves the fullest. */
  private static final double[] BLOCK_ASPECTS = {1.6, 1, 2.5, 0.6, 1.3, 0.8, 2, 0.4};

  /** How far apart boxes stand where lines may cross; the first that can be read. */
  private static final double[] ROOMS = {3, 2, 1.4, 1};

  /** So much room is needed for what stands beside lines. */
  private static final double[] ROOMS_WITH_LABELS = {5};

  private final List<Box> boxes;
  private final List<Line> lines;
  private final Window window;
  private Placement best;
  private double bestScale;

  /**
   * Where it is to be seen. Immutable. Lengths are in pixels.
   *
   * @param mayTurn whether the flow may go from top to bottom, with lines at the upper and lower
   *     sides of boxes
   */
  public record Window(double width, double height, boolean mayTurn) {
    double aspect() {
      return width / height;
    }

    /** How much of its size {@code placement} keeps in this window; at most 1. */
    double scale(Placement placement) {
      return Math.min(1, Math.min(width / placement.width(), height / placement.height()));
    }
  }

  private FittedLayout(List<Box> boxes, List<Line> lines, Window window) {
    this.boxes = boxes;
    this.lines = lines;
    this.window = window;
    if (lines.size() > MOST_ROUTED) {
      best = dense(BLOCK_ASPECTS[0], 1);
      bestScale = window.scale(best);
      for (double aspect : BLOCK_ASPECTS) {
        attempt(1, () -> dense(aspect, 1));
      }
    } else {
      best = LayeredLayout.ofGrowing(boxes, lines, false, false);
      bestScale = window.scale(best);
      tryOthers();
    }
  }

  /**
   * Places {@code boxes}. A line of two points goes straight from its sender's right side to its
   * receiver's left side, wherever those are.
   */
  public static Placement of(List<Box> boxes, List<Line> lines, Window window) {
    return new FittedLayout(boxes, lines, window).best;
  }

  private void tryOthers() {
    attempt(1, () -> LayeredLayout.ofGrowing(boxes, lines, false, true));
    boolean grouped = boxes.stream().mapToInt(Box::group).distinct().count() > 1;
    for (boolean isDown : new boolean[] {false, true}) {
      if (isDown && window.mayTurn()) {
        attempt(1, () -> LayeredLayout.ofGrowing(boxes, lines, true, true));
      }
      if (grouped && (!isDown || window.mayTurn())) {
        attempt(WORTH_SHELVES, () -> onShelves(isDown));
      }
    }
    // Ports that have names have their sides as well, and lines that know no way between become a
    // tangle there.
    if (bestScale < (window.mayTurn() ? READABLE : READABLE / 2)) {
      tryDense(WORTH_CROSSINGS * bestScale);
    }
  }

  /** With the most room that leaves it readable; else with what makes it largest. */
  private void tryDense(double least) {
    boolean labelled = lines.stream().anyMatch(line -> line.labelWidth() > 0);
    Placement largest = best;
    double scale = least;
    for (double room : labelled ? ROOMS_WITH_LABELS : ROOMS) {
      for (double aspect : BLOCK_ASPECTS) {
        Placement placement = dense(aspect, room);
        if (window.scale(placement) > scale) {
          largest = placement;
          scale = window.scale(placement);
        }
      }
      if (scale >= WELL_READABLE && scale > least) {
        break;
      }
    }
    best = largest;
  }

  private Placement dense(double blockAspect, double room) {
    return DenseLayout.of(boxes, lines, window.aspect(), blockAspect, room);
  }

  private Placement onShelves(boolean isDown) {
    double aspect = window.aspect();
    return GroupedLayout.of(
        boxes, lines, aspect, (inside, own) -> LayeredLayout.blockOf(inside, own, isDown, aspect));
  }

  /** Takes over what can be seen {@code worth} times as large as the best so far. */
  private void attempt(double worth, Supplier<Placement> way) {
    if (bestScale >= FITS) {
      return;
    }
    Placement placement = way.get();
    double scale = window.scale(placement);
    if (scale > worth * bestScale) {
      best = placement;
      bestScale = scale;
    }
  }
}
