package dev.reflow.tracing.sink.kafka;

import java.util.Arrays;

/**
 * An array for each length, used again and again: the producer wants a record's bytes as an array
 * of just their length, and has copied them when it returns. Not thread-safe.
 */
final class ExactArrays {

  /** Longer ones are made anew each time. */
  private static final int LONGEST = 4096;

  /** None is there yet. */
  private static final byte[] MISSING = {};

  private final byte[][] byLength = new byte[LONGEST + 1][];

  ExactArrays() {
    Arrays.fill(byLength, MISSING);
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
}
