package dev.reflow.tracing.server.subscribe;

import java.util.Arrays;

/**
 * What passed over one edge in the last seconds, a slot for each. Times are counted in classes of
 * an eighth of a power of two, so quantiles are right to some ten percent. Not thread-safe.
 */
final class EdgeWindow {

  /** Seconds that are looked back. */
  static final int SECONDS = 10;

  private static final int PER_POWER = 8;
  private static final int CLASSES = 48 * PER_POWER;

  private final double[] flows = new double[SECONDS];
  private final double[] bytes = new double[SECONDS];
  private final double[] errors = new double[SECONDS];
  private final long[] longest = new long[SECONDS];
  private final int[][] times = new int[SECONDS][];
  private long second;
  double total;

  /** Counts a flow in {@code now}'s slot; {@code now} never goes back. */
  void add(long now, double weight, long size, boolean failed, long executionNs) {
    moveTo(now);
    int slot = slot(now);
    flows[slot] += weight;
    bytes[slot] += weight * Math.max(0, size);
    errors[slot] += failed ? weight : 0;
    longest[slot] = Math.max(longest[slot], executionNs);
    int[] counts = times[slot];
    if (counts == null) {
      counts = times[slot] = new int[CLASSES];
    }
    counts[classOf(executionNs)]++;
    total += weight;
  }

  /** Empties what is too old. */
  void moveTo(long now) {
    for (long at = Math.max(second + 1, now - SECONDS + 1); at <= now; at++) {
      int slot = slot(at);
      flows[slot] = 0;
      bytes[slot] = 0;
      errors[slot] = 0;
      longest[slot] = 0;
      if (times[slot] != null) {
        Arrays.fill(times[slot], 0);
      }
    }
    second = now;
  }

  private static int slot(long at) {
    return Math.floorMod(at, SECONDS);
  }

  double flowsPerSecond() {
    return sum(flows) / SECONDS;
  }

  double bytesPerSecond() {
    return sum(bytes) / SECONDS;
  }

  double errorsPerSecond() {
    return sum(errors) / SECONDS;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** Nanoseconds. */
  long longest() {
    return Arrays.stream(longest).max().orElse(0);
  }

  /** Nanoseconds that {@code share} of the flows took no longer than; 0 without any. */
  long quantile(double share) {
    long all = 0;
    for (int[] counts : times) {
      if (counts != null) {
        for (int count : counts) {
          all += count;
        }
      }
    }
    long left = (long) Math.ceil(all * share);
    for (int i = 0; i < CLASSES && all > 0; i++) {
      for (int[] counts : times) {
        left -= counts == null ? 0 : counts[i];
      }
      if (left <= 0) {
        return upperBound(i);
      }
    }
    return 0;
  }

  private static int classOf(long ns) {
    if (ns < PER_POWER) {
      return (int) Math.max(0, ns);
    }
    int power = 63 - Long.numberOfLeadingZeros(ns);
    int part = (int) (ns >>> (power - 3)) & (PER_POWER - 1);
    return Math.min(CLASSES - 1, (power - 2) * PER_POWER + part);
  }

  private static long upperBound(int index) {
    if (index < PER_POWER) {
      return index;
    }
    int power = index / PER_POWER + 2;
    return ((long) (PER_POWER + index % PER_POWER + 1) << (power - 3)) - 1;
  }
}
