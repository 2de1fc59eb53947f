package dev.reflow.tracing.runtime;

import java.util.concurrent.TimeUnit;

/**
 * Lets a busy shipper rest between batches as long as the queue has room for what it is behind: on
 * two processors it then takes a third of one from the application, on more of them rests less, and
 * at exit not at all. The shipper's thread only.
 */
final class Courtesy {

  /** What an event costs the file sink's shipper in processor time: {@code docs/adr/0009}. */
  private static final long EVENT_NS = 750;

  /** What an event takes on the queue, roughly. */
  private static final int EVENT_BYTES = 64;

  private static final long LEAST_REST_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final long mostLag;
  private final int processors;
  private long owedNs;

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
    if (lag <= 0 || lag > mostLag) {
      owedNs = 0;
      return 0;
    }
    owedNs += events * EVENT_NS * 4 / Math.max(2, processors);
    if (owedNs < LEAST_REST_NS) {
      return 0;
    }
    long rest = owedNs;
    owedNs = 0;
    return rest;
  }
}
