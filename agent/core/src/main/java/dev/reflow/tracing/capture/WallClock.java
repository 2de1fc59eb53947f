package dev.reflow.tracing.capture;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Nanoseconds since the epoch for a reading of {@code System.nanoTime()}: one clock read gives
 * both, and durations do not jump with the wall clock. Any thread may read; one thread adjusts.
 *
 * <p>Where the wall clock was set forward, this one follows at the next adjustment. Where it was
 * set back, this one goes on at half its speed until the wall clock has come up with it: so it
 * never goes back, and each moment stays different from the last. After a step back by an hour
 * timestamps are ahead of the wall clock for two hours, ever less.
 */
final class WallClock {

  /**
   * The reading that others are reckoned from.
   *
   * @param aheadNs how far this clock is ahead of the wall clock
   */
  private record Anchor(long ns, long nanoTime, long aheadNs) {

    long at(long reading) {
      long elapsed = reading - nanoTime;
      return ns + elapsed - Math.max(0, Math.min(elapsed >> 1, aheadNs));
    }
  }

  private final LongSupplier nanoTime;
  private final LongSupplier wallNs;
  private volatile Anchor anchor;

  WallClock() {
    this(System::nanoTime, WallClock::wallNow);
  }

  /** A clock that reads {@code wallNs}, nanoseconds since the epoch, beside {@code nanoTime}. */
  WallClock(LongSupplier nanoTime, LongSupplier wallNs) {
    this.nanoTime = nanoTime;
    this.wallNs = wallNs;
    long before = nanoTime.getAsLong();
    long wall = wallNs.getAsLong();
    this.anchor = new Anchor(wall, between(before, nanoTime.getAsLong()), 0);
  }

  /** Nanoseconds since the epoch at the moment that {@code nanoTime} was read. */
  long at(long reading) {
    return anchor.at(reading);
  }

  /** Follows what the wall clock did since; to be called about once a second. */
  void adjust() {
    long before = nanoTime.getAsLong();
    long wall = wallNs.getAsLong();
    long reading = between(before, nanoTime.getAsLong());
    long shown = anchor.at(reading);
    anchor = new Anchor(Math.max(wall, shown), reading, Math.max(0, shown - wall));
  }

  private static long between(long before, long after) {
    return before + (after - before) / 2;
  }

  private static long wallNow() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
