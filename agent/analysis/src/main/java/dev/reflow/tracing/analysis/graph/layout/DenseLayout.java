package dev.reflow.tracing.analysis.graph.layout;

import dev.reflow.tracing.analysis.graph.layout.FlowOrder.Arc;
import java.util.List;

/**
 * Places hundreds of boxes so close together that the whole is still to be seen: groups one beside
 * the other, boxes in columns along the flow, lines on the shortest way. {@link LayeredLayout}
 * keeps lines apart instead, and needs twenty times the room for as many. Stateless.
 */
public final class DenseLayout {

  private static final double ASPECT = 1.6;

  private DenseLayout() {}

  /** Places {@code boxes}; each line has two points, its beginning and its end. */
  public static Placement of(List<Box> boxes, List<Line> lines) {
    return of(boxes, lines, ASPECT, ASPECT, 1);
  }

  /**
   * The same on a page of another shape.
   *
   * @param aspect its width divided by its height
   * @param blockAspect the same of each group
   * @param room how many times the least room is left between boxes
   */
  static Placement of(
      List<Box> boxes, List<Line> lines, double aspect, double blockAspect, double room) {
    return GroupedLayout.of(
        boxes, lines, aspect, (inside, own) -> block(inside, own, blockAspect, room));
  }

  private static Block block(List<Box> boxes, List<Line> lines, double aspect, double room) {
    List<Arc> arcs = lines.stream().map(it -> new Arc(it.from(), it.to())).toList();
    DenseBlock block = new DenseBlock(boxes, arcs, aspect, room);
    return new Block(block.width(), block.height(), block.places(), List.of());
  }
}
