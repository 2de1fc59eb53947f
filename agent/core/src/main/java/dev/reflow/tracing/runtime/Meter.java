package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.LagClock;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import dev.reflow.tracing.health.StripeMetrics;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.queue.StripeDisk;
import dev.reflow.tracing.ship.Shipper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Reads all counters of one run at once. One thread. */
final class Meter {

  private static final double NS_PER_SECOND = 1e9;
  private static final double NS_PER_MS = 1e6;
  private static final double BYTES_PER_MB = 1 << 20;

  private final RunDirectory run;
  private final EventQueue queue;
  private final Fates fates;
  private final List<SinkMeter> sinks;
  private final LongSupplier causesForgotten;
  private final LongSupplier nanoTime;
  private final Clock clock;
  private long measuredAtNs;
  private long recordedBefore;
  private double avgLatencyMs;

  /**
   * A meter of a run that has begun.
   *
   * @param former what became of events in directories before the run's
   * @param causesForgotten how many causes made room for others so far
   * @param nanoTime monotonic nanoseconds
   * @param clock the wall clock
   */
  Meter(
      RunDirectory run,
      EventQueue queue,
      Fates fates,
      List<Shipper> shippers,
      FormerRuns former,
      LongSupplier causesForgotten,
      LongSupplier nanoTime,
      Clock clock) {
    this.run = run;
    this.queue = queue;
    this.fates = fates;
    this.sinks = shippers.stream().map(shipper -> new SinkMeter(shipper, former)).toList();
    this.causesForgotten = causesForgotten;
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.measuredAtNs = nanoTime.getAsLong();
    this.recordedBefore = queue.recorded();
  }

  /** What there is now; rates are those since the call before. */
  Metrics measure() {
    long now = nanoTime.getAsLong();
    List<SinkMetrics> ofSinks = sinks.stream().map(sink -> sink.measure(now)).toList();
    List<StripeMetrics> stripes = stripes();
    long recorded = stripes.stream().mapToLong(StripeMetrics::recorded).sum();
    double seconds = Math.max(1, now - measuredAtNs) / NS_PER_SECOND;
    double perSecond = Math.max(0, recorded - recordedBefore) / seconds;
    measuredAtNs = now;
    recordedBefore = recorded;
    takeLatency();
    return new Metrics(
        clock.millis(),
        perSecond,
        avgLatencyMs,
        mappedBytes() / BYTES_PER_MB,
        fates(recorded),
        stripes.stream().mapToLong(StripeMetrics::bytesOnDisk).sum(),
        causesForgotten.getAsLong(),
        ofSinks,
        stripes);
  }

  private void takeLatency() {
    long events = 0;
    long latencyNs = 0;
    for (SinkMeter sink : sinks) {
      events += sink.lastShipped;
      latencyNs += sink.lastLatencyNs;
    }
    avgLatencyMs = events == 0 ? avgLatencyMs : latencyNs / NS_PER_MS / events;
  }

  private double mappedBytes() {
    long bytes = 0;
    for (int i = 0; i < queue.stripes(); i++) {
      bytes += queue.mappedBytes(i);
    }
    return bytes;
  }

  private List<StripeMetrics> stripes() {
    long[] lengths = StripeDisk.bytes(run);
    List<StripeMetrics> stripes = new ArrayList<>();
    for (int i = 0; i < queue.stripes(); i++) {
      long length = i < lengths.length ? lengths[i] : 0;
      long bytes = Math.max(0, length - queue.promisedBytes(i));
      stripes.add(new StripeMetrics(i, queue.recorded(i), bytes));
    }
    return stripes;
  }

  private Map<Fate, Long> fates(long recorded) {
    Map<Fate, Long> events = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      long count = fate == Fate.RECORDED ? recorded : fates.of(fate);
      if (count > 0) {
        events.put(fate, count);
      }
    }
    return events;
  }

  /** One sink's part. */
  private static final class SinkMeter {

    private final Shipper shipper;
    private final FormerRuns former;
    private final LagClock lagClock = new LagClock();
    private long shipped;
    private long latencyNs;
    private double avgLatencyMs;

    /** Since the measurement before. */
    private long lastShipped;

    private long lastLatencyNs;

    SinkMeter(Shipper shipper, FormerRuns former) {
      this.shipper = shipper;
      this.former = former;
    }

    SinkMetrics measure(long nowNs) {
      long latencyNow = shipper.counters().latencyNs();
      long shippedNow = shipper.counters().acknowledged();
      lastShipped = shippedNow - shipped;
      lastLatencyNs = latencyNow - latencyNs;
      shipped = shippedNow;
      latencyNs = latencyNow;
      if (lastShipped > 0) {
        avgLatencyMs = lastLatencyNs / NS_PER_MS / lastShipped;
      }
      long done = shipped + shipper.counters().deadLettered() + shipper.expired();
      long lag = Math.max(0, shipper.lag());
      FormerRuns.Sums before = former.of(shipper.sink());
      return new SinkMetrics(
          shipper.sink(),
          before.shipped() + shipped,
          before.deadLettered() + shipper.counters().deadLettered(),
          before.expired() + shipper.expired(),
          before.earlier() + shipper.counters().earlier(),
          before.retried() + shipper.counters().retries(),
          lag,
          lagClock.lagNs(nowNs, done + lag, done) / NS_PER_SECOND,
          avgLatencyMs);
    }
  }
}
