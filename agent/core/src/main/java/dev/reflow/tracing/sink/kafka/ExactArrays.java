package dev.reflow.tracing.sink.kafka;

import java.util.Arrays;

/**
 * An array for each length, used again and again: the producer wants a record's bytes as an array
 * of just their length, and has copied them when it returns. Not thread-safe.
 */
final class ExactArrays {

  /** Longer ones are made anew each time. */
  private static final int LONGEST = 4096;

  /** Longer ones have lengths that are multiples of this, where bytes may be added. */
  private static final int STEP = 1024;

  private static final int LONGEST_PADDED = 64 * 1024;

  /** None is there yet. */
  private static final byte[] MISSING = {};

  private final byte[][] byLength = new byte[LONGEST + 1][];
  private final byte[][] bySteps = new byte[LONGEST_PADDED / STEP + 1][];

  ExactArrays() {
    Arrays.fill(byLength, MISSING);
    Arrays.fill(bySteps, MISSING);
  }

  /** A copy of the first {@code length} bytes of {@code source}; holds until the next of it. */
  byte[] copy(byte[] source, int length) {
    if (length > LONGEST) {
      return Arrays.copyOf(source, length);
    }
    byte[] array = byLength[length];
    if (array.length != length) {
      array = byLength[length] = new byte[length];
    }
    System.arraycopy(source, 0, array, 0, length);
    return array;
  }

  /** The same, with some of {@code padding} behind where that saves an array. */
  byte[] padded(byte[] source, int length, byte padding) {
    if (length <= LONGEST || length > LONGEST_PADDED) {
      return copy(source, length);
    }
    int steps = (length + STEP - 1) / STEP;
    byte[] array = bySteps[steps];
    if (array.length == 0) {
      array = bySteps[steps] = new byte[steps * STEP];
    }
    System.arraycopy(source, 0, array, 0, length);
    Arrays.fill(array, length, array.length, padding);
    return array;
  }
}
