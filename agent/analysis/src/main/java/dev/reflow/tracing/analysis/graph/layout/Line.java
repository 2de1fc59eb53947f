package dev.reflow.tracing.analysis.graph.layout;

/**
 * A connection to be routed. Immutable.
 *
 * @param from index of the box that it leaves
 * @param outPort the port there
 * @param to index of the box that it reaches
 * @param inPort the port there
 * @param labelWidth room for its label in pixels; 0 for none
 */
public record Line(int from, String outPort, int to, String inPort, double labelWidth) {

  /** The same between boxes that have other indices. */
  Line between(int otherFrom, int otherTo) {
    return new Line(otherFrom, outPort, otherTo, inPort, labelWidth);
  }
}
