package dev.reflow.tracing.ship;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: a random time up to a ceiling that doubles with each
 * failure from {@code initial} to {@code max}, so that many agents do not come back at once. It
 * never gives up. Not thread-safe.
 */
public final class Backoff {

  private final long initialNs;
  private final long maxNs;
  private final RandomGenerator random;
  private long ceilingNs;

  /**
   * Waits between nothing and {@code initial} after the first failure, and never longer than {@code
   * max}.
   *
   * @param random where the jitter comes from
   */
  public Backoff(Duration initial, Duration max, RandomGenerator random) {
    this.maxNs = Math.max(1, max.toNanos());
    this.initialNs = Math.min(Math.max(1, initial.toNanos()), maxNs);
    this.random = random;
    this.ceilingNs = initialNs;
  }

  /** Time to wait from now on, in nanoseconds; the next one is drawn from twice the range. */
  public long nextDelayNs() {
    long delayNs = 1 + random.nextLong(ceilingNs);
    ceilingNs = ceilingNs > maxNs / 2 ? maxNs : ceilingNs * 2;
    return delayNs;
  }

  /** The last attempt succeeded. */
  public void reset() {
    ceilingNs = initialNs;
  }
}
