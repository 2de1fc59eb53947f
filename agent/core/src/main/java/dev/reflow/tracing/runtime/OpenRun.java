package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.queue.RunDirectory;
import java.time.Clock;
import java.time.Duration;

/**
 * A run's directory while this process writes it, with those who read it: shippers and retention.
 * One thread at a time.
 */
final class OpenRun {

  private final RunDirectory directory;
  private final long recordedBefore;
  private final Shipping shipping;
  private final RetentionWorker retention;

  private OpenRun(
      RunDirectory directory, long recordedBefore, Shipping shipping, RetentionWorker retention) {
    this.directory = directory;
    this.recordedBefore = recordedBefore;
    this.shipping = shipping;
    this.retention = retention;
  }

  /**
   * Starts shippers and retention on {@code directory}, which the queue writes to by now.
   *
   * @param recordedBefore events that the queue had recorded when it began to write there
   */
  static OpenRun start(
      RunDirectory directory,
      long recordedBefore,
      Settings settings,
      EventQueue queue,
      Capture capture,
      Fates fates,
      Log log) {
    Shipping shipping =
        Shipping.start(settings, directory, () -> queue.recorded() - recordedBefore, capture, log);
    return new OpenRun(
        directory,
        recordedBefore,
        shipping,
        RetentionWorker.start(settings, directory, queue, fates, capture, log));
  }

  /** Whether somebody has deleted the directory, so that what is written there is lost. */
  boolean isGone() {
    return directory.isGone();
  }

  /** What measures this run. */
  Meter meter(EventQueue queue, Fates fates, FormerRuns former, Capture capture) {
    return new Meter(
        directory,
        queue,
        fates,
        shipping.shippers(),
        former,
        capture::forgottenCauses,
        System::nanoTime,
        Clock.systemUTC());
  }

  /** How many of its events sinks have acknowledged, all together. Any thread. */
  long acknowledged() {
    return shipping.shippers().stream()
        .mapToLong(shipper -> shipper.counters().acknowledged())
        .sum();
  }

  RunDirectory directory() {
    return directory;
  }

  /** Ships what is left, for a bounded time, and ends those who read the run. */
  void drain(Duration timeout) throws InterruptedException {
    shipping.drain(timeout);
    endRetention();
  }

  /** Ends what keeps the run within its limits, for a bounded time; what is gone has none. */
  void endRetention() throws InterruptedException {
    retention.stop();
  }

  /**
   * Ends the shippers of a directory that is gone, and adds up what became of its events.
   *
   * @param recorded events that were recorded there and in directories before
   * @return how many of them sinks do not have that nobody has counted yet, all sinks together
   */
  long giveUp(long recorded, FormerRuns former) throws InterruptedException {
    shipping.abandon();
    close();
    return former.add(shipping.shippers(), recorded - recordedBefore);
  }

  void close() {
    directory.close();
  }
}
