package dev.reflow.tracing.analysis.missing;

import dev.reflow.tracing.analysis.FlowEdge;

/**
 * What did not arrive on one edge. Immutable.
 *
 * @param sent sends that began; 0 where such events are not recorded
 * @param flows that were recorded
 * @param missing sends without a flow
 * @param incomplete flows that never completed
 * @param unreceived flows of which no handling began; 0 where the receiver's are not recorded
 */
public record MissingOnEdge(
    FlowEdge edge, long sent, long flows, long missing, long incomplete, long unreceived) {

  /** All together. */
  long all() {
    return missing + incomplete + unreceived;
  }
}
