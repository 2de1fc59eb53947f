package dev.reflow.tracing.event;

import java.util.Arrays;

/**
 * How much passes over each edge of a process, and how busy it is, as far as its edge counts and
 * loads were read: one for all of the process's stripes, since each is written to one of them. Not
 * thread-safe.
 */
public final class EdgeRates {

  /** Stands for a load that no record told of. */
  static final double UNKNOWN = -1;

  private double[] flowsPerSecond = new double[64];
  private double cpuPercent = UNKNOWN;

  void put(EdgeCount count) {
    int id = count.edge().id();
    if (id >= flowsPerSecond.length) {
      flowsPerSecond = Arrays.copyOf(flowsPerSecond, Math.max(id + 1, id * 2));
    }
    flowsPerSecond[id] = count.flowsPerSecond();
  }

  void putCpu(double percent) {
    cpuPercent = percent;
  }

  /** What the process took of its processors' time by its last load, 0 to 100; or unknown. */
  double cpuPercent() {
    return cpuPercent;
  }

  /** Flows a second over {@code edge} by its last count; 0 where none was read. */
  double of(Edge edge) {
    return edge.id() < flowsPerSecond.length ? flowsPerSecond[edge.id()] : 0;
  }
}
