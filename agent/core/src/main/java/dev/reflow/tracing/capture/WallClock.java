package dev.reflow.tracing.capture;

import java.time.Instant;

/**
 * Nanoseconds since the epoch for a reading of {@code System.nanoTime()}: one clock read gives
 * both, and durations do not jump with the wall clock. Any thread may read; one thread re-anchors.
 */
final class WallClock {

  private record Anchor(long wallNs, long nanoTime) {}

  private volatile Anchor anchor = take();

  /** Nanoseconds since the epoch at the moment that {@code nanoTime} was read. */
  long at(long nanoTime) {
    Anchor now = anchor;
    return now.wallNs + (nanoTime - now.nanoTime);
  }

  /** Follows what the wall clock did since; to be called about once a second. */
  void adjust() {
    anchor = take();
  }

  private static Anchor take() {
    long before = System.nanoTime();
    Instant now = Instant.now();
    long after = System.nanoTime();
    long wallNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return new Anchor(wallNs, before + (after - before) / 2);
  }
}
