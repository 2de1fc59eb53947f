package dev.reflow.tracing.runtime;

import java.util.concurrent.TimeUnit;

/**
 * When a shipper leaves the processors to the application, as long as the queue has room for what
 * it is behind; at exit it does not. The shipper's thread only.
 *
 * <p>Between batches a busy shipper rests: on two processors it takes a third of one, on more it
 * rests less. And a storm, faster than it could ship with half a processor, is let pass before it
 * goes on: what is shipped two seconds later is not missed, a processor in the middle of a burst
 * is. Only where there are few processors, and for two seconds until it has caught up.
 */
final class Courtesy {

  /** What an event costs the file sink's shipper in processor time: {@code docs/adr/0009}. */
  private static final long EVENT_NS = 750;

  /** What an event takes on the queue, roughly. */
  private static final int EVENT_BYTES = 64;

  private static final long LEAST_REST_NS = TimeUnit.MILLISECONDS.toNanos(1);

  /** With more processors a shipper has one of its own. */
  private static final int FEW_PROCESSORS = 4;

  /** It storms when more events come than one in so long. */
  private static final long STORM_EVENT_NS = 2 * EVENT_NS;

  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);

  /** For so long in all a storm is let pass. */
  private static final long STORM_NS = TimeUnit.SECONDS.toNanos(2);

  private final long mostLag;
  private final int processors;
  private long owedNs;

  private long seenLag;
  private long seenNs;
  private long patienceNs;

  /**
   * For a queue of {@code queueMaxBytes}, of which a quarter may be filled by what is not shipped.
   */
  Courtesy(long queueMaxBytes, int processors) {
    this.mostLag = queueMaxBytes / 4 / EVENT_BYTES;
    this.processors = processors;
    this.patienceNs = processors <= FEW_PROCESSORS ? STORM_NS : 0;
  }

  /**
   * How long to hold still, in nanoseconds, before anything is shipped while {@code lag} are left
   * at {@code nowNs}; 0 when there is no storm. Ask again after it.
   */
  long holdNs(long lag, long nowNs) {
    long sinceNs = nowNs - seenNs;
    if (sinceNs < LOOK_NS) {
      return 0;
    }
    boolean isStorm = seenNs != 0 && lag <= mostLag && (lag - seenLag) * STORM_EVENT_NS > sinceNs;
    seenLag = lag;
    seenNs = nowNs;
    if (lag <= 0 && processors <= FEW_PROCESSORS) {
      patienceNs = STORM_NS;
    }
    if (!isStorm || patienceNs <= 0) {
      return 0;
    }
    patienceNs -= sinceNs;
    return LOOK_NS;
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
