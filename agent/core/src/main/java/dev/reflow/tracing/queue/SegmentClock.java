package dev.reflow.tracing.queue;

import net.openhft.chronicle.core.time.TimeProvider;

/**
 * Tells Chronicle a time that moves on by a day for each segment: its daily roll cycle then rolls
 * when the stripe says so, and the date in a file's name counts segments from 2000-01-01 on. Under
 * the stripe's lock.
 */
final class SegmentClock implements TimeProvider {

  private static final long MS_PER_DAY = 86_400_000L;

  private long day = SegmentName.FIRST_DAY;

  void nextSegment() {
    day++;
  }

  @Override
  public long currentTimeMillis() {
    return day * MS_PER_DAY;
  }
}
