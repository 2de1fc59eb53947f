package dev.reflow.tracing.analysis.graph.layout;

import dev.reflow.tracing.analysis.graph.layout.Placement.Area;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedLine;
import java.util.List;

/**
 * The boxes of one group in their places. Immutable. Lengths are in pixels from the block's upper
 * left corner.
 *
 * @param places of its boxes, in their order
 * @param lines ways of the lines between them, in their order; none where they go straight
 */
record Block(double width, double height, List<Area> places, List<PlacedLine> lines) {

  /** Makes the block of {@code boxes}; lines name them by their places in that list. */
  interface Maker {
    Block of(List<Box> boxes, List<Line> lines);
  }
}
