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
  private final Shipping shipping;
  private final RetentionWorker retention;

  private OpenRun(RunDirectory directory, Shipping shipping, RetentionWorker retention) {
    this.directory = directory;
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
        shipping,
        RetentionWorker.start(settings, directory, queue, fates, capture, log));
  }

  /** Whether somebody has deleted the directory, so that what is written there is lost. */
  boolean isGone() {
    return directory.isGone();
  }

  /** What measures this run. */
  Meter meter(EventQueue queue, Fates fates, Capture capture) {
    return new Meter(
        directory,
        queue,
        fates,
        shipping.shippers(),
        capture::forgottenCauses,
        System::nanoTime,
        Clock.systemUTC());
  }

  RunDirectory directory() {
    return directory;
  }

  /** Ships what is left, for a bounded time, and ends those who read the run. */
  void drain(Duration timeout) throws InterruptedException {
    shipping.drain(timeout);
    retention.stop();
  }

  /** Events that a sink still has to get, all sinks together. */
  long lag() {
    return shipping.shippers().stream().mapToLong(shipper -> Math.max(0, shipper.lag())).sum();
  }

  /** Ends those who read a directory that is gone. */
  void giveUp() throws InterruptedException {
    drain(Duration.ZERO);
    close();
  }

  void close() {
    directory.close();
  }
}
