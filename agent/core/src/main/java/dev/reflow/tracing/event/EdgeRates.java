package dev.reflow.tracing.event;

import java.util.Arrays;

/**
 * How much passes over each edge of a process, as far as its edge counts were read: one for all of
 * the process's stripes, since a count is written to one of them. Not thread-safe.
 */
public final class EdgeRates {

  private double[] flowsPerSecond = new double[64];

  void put(EdgeCount count) {
    int id = count.edge().id();
    if (id >= flowsPerSecond.length) {
      flowsPerSecond = Arrays.copyOf(flowsPerSecond, Math.max(id + 1, id * 2));
    }
    flowsPerSecond[id] = count.flowsPerSecond();
  }

  /** Flows a second over {@code edge} by its last count; 0 where none was read. */
  double of(Edge edge) {
    return edge.id() < flowsPerSecond.length ? flowsPerSecond[edge.id()] : 0;
  }
}
