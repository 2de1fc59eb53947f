package dev.reflow.tracing.queue;

import dev.reflow.tracing.health.Fate;
import org.jspecify.annotations.Nullable;

/**
 * Where a stripe's extents come from: memory before the queue is open, then files. Under the
 * stripe's lock.
 */
interface Extents {

  /**
   * The extent to write next; never waits for one.
   *
   * @return null when there is none now, for the reason that {@link #refusal} gives
   */
  @Nullable Extent next();

  /** What becomes of an event while {@link #next} has nothing. */
  Fate refusal();

  /** Takes back {@code full}, whose closed pages end at the address {@code usedEnd}. */
  void retire(Extent full, long usedEnd);

  /** Whether somebody may wait for a page to be closed, however little is in it. */
  boolean hasReaders();

  /** Gives everything back; every extent was retired. */
  void end();
}
