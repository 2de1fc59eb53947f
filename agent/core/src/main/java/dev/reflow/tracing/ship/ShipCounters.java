package dev.reflow.tracing.ship;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of the events of one sink. Any thread.
 *
 * <p>Of a run's own events, recorded is acknowledged, dead-lettered, {@link Shipper#expired} and
 * {@link Shipper#lag} together; those of earlier runs are counted apart.
 */
public final class ShipCounters {

  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong deadLettered = new AtomicLong();
  private final AtomicLong earlier = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final AtomicLong latencyNs = new AtomicLong();

  ShipCounters() {}

  /** Events that the sink has acknowledged; one that was sent again counts once. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Events that the sink refused and that went to the dead-letter file. */
  public long deadLettered() {
    return deadLettered.get();
  }

  /** Events of earlier runs that the sink has acknowledged or refused. */
  public long earlier() {
    return earlier.get();
  }

  /** Failed attempts, after each of which the batch is sent again. */
  public long retries() {
    return retries.get();
  }

  /**
   * Nanoseconds from an event's start to its acknowledgement, of all acknowledged events together.
   */
  public long latencyNs() {
    return latencyNs.get();
  }

  void addAcknowledged(int events, long sumOfLatenciesNs) {
    acknowledged.addAndGet(events);
    latencyNs.addAndGet(sumOfLatenciesNs);
  }

  void addDeadLettered() {
    deadLettered.incrementAndGet();
  }

  void addEarlier(int events) {
    earlier.addAndGet(events);
  }

  void addRetry() {
    retries.incrementAndGet();
  }
}
