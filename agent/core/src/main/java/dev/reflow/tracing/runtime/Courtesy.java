package dev.reflow.tracing.runtime;

import java.util.concurrent.TimeUnit;

/**
 * Lets a busy shipper rest between batches as long as the queue has room for what it is behind: on
 * two processors it then takes a third of one from the application, and a seventh while it falls
 * back all the same: a storm that is not kept up with is better let pass. On more processors it
 * rests less, at exit not at all. The shipper's thread only.
 */
final class Courtesy {

  /** What an event costs the file sink's shipper in processor time: {@code docs/adr/0009}. */
  private static final long EVENT_NS = 750;

  /** What an event takes on the queue, roughly. */
  private static final int EVENT_BYTES = 64;

  /** How much longer than it works a shipper rests that keeps up, on two processors. */
  private static final int REST = 2;

  /** The same while it falls back. */
  private static final int REST_IN_STORM = 6;

  private static final long LEAST_REST_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final long mostLag;
  private final int processors;
  private long owedNs;
  private long lastLag;

  /**
   * For a queue of {@code queueMaxBytes}, of which a quarter may be filled by what is not shipped.
   */
  Courtesy(long queueMaxBytes, int processors) {
    this.mostLag = queueMaxBytes / 4 / EVENT_BYTES;
    this.processors = processors;
  }

  /**
   * How long to rest, in nanoseconds, after {@code events} more were shipped and {@code lag} are
   * left; 0 for not at all.
   */
  long restNs(long events, long lag) {
    boolean fallsBack = lag > lastLag;
    lastLag = lag;
    if (lag <= 0 || lag > mostLag) {
      owedNs = 0;
      return 0;
    }
    int times = fallsBack ? REST_IN_STORM : REST;
    owedNs += events * EVENT_NS * times * 2 / Math.max(2, processors);
    if (owedNs < LEAST_REST_NS) {
      return 0;
    }
    long rest = owedNs;
    owedNs = 0;
    return rest;
  }
}
