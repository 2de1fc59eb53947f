package com.example.load;

import java.util.Arrays;

/** Figures of many measured times. */
final class Percentiles {

  private Percentiles() {}

  /** The smallest value that {@code share} of all do not exceed. */
  static int ofSorted(int[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  static double mean(int[] values) {
    return Arrays.stream(values).asLongStream().average().orElse(0);
  }
}
