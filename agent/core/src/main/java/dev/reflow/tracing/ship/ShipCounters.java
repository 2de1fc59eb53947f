package dev.reflow.tracing.ship;

import java.util.concurrent.atomic.AtomicLong;

/** What became of the events of one sink. Any thread. */
public final class ShipCounters {

  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong deadLettered = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();

  ShipCounters() {}

  /** Events that the sink has acknowledged; one that was sent again counts once. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Events that the sink refused and that went to the dead-letter file. */
  public long deadLettered() {
    return deadLettered.get();
  }

  /** Failed attempts. */
  public long retries() {
    return retries.get();
  }

  void addAcknowledged(int events) {
    acknowledged.addAndGet(events);
  }

  void addDeadLettered() {
    deadLettered.incrementAndGet();
  }

  void addRetry() {
    retries.incrementAndGet();
  }
}
