package dev.reflow.tracing.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How busy the process is, from one look to the next. Not by JMX, which the agent is never the
 * first to use (ADR 0012). One thread at a time.
 */
final class ProcessorTime {

  /** Stands for a share that is not known: at the first look, and where no process tells. */
  static final double UNKNOWN = -1;

  /** Looks this close together would measure the clock's ticks. */
  private static final long LEAST_SPAN_NS = 100_000_000;

  private static final long UNKNOWN_NS = -1;

  private final Supplier<Optional<Duration>> used;
  private final int processors;
  private long lastNanoTime;
  private long lastUsedNs = UNKNOWN_NS;
  private double percent = UNKNOWN;

  ProcessorTime() {
    this(
        () -> ProcessHandle.current().info().totalCpuDuration(),
        Runtime.getRuntime().availableProcessors());
  }

  /** Measures by {@code used}, what the process has taken of its {@code processors} so far. */
  ProcessorTime(Supplier<Optional<Duration>> used, int processors) {
    this.used = used;
    this.processors = processors;
  }

  /**
   * What the process took of its processors' time between the last look and this one.
   *
   * @param nanoTime the present moment
   * @return 0 to 100, where 100 is all processors all the time; or {@link #UNKNOWN}
   */
  synchronized double percentUntil(long nanoTime) {
    long spanNs = nanoTime - lastNanoTime;
    if (lastUsedNs != UNKNOWN_NS && spanNs < LEAST_SPAN_NS) {
      return percent;
    }
    long usedNs = used.get().map(Duration::toNanos).orElse(UNKNOWN_NS);
    percent =
        usedNs == UNKNOWN_NS || lastUsedNs == UNKNOWN_NS
            ? UNKNOWN
            : Math.max(0, Math.min(100, 100.0 * (usedNs - lastUsedNs) / spanNs / processors));
    lastUsedNs = usedNs;
    lastNanoTime = nanoTime;
    return percent;
  }
}
