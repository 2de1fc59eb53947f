package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SinkKind;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.ship.Adoption;
import dev.reflow.tracing.ship.RunFeed;
import dev.reflow.tracing.ship.Shipper;
import dev.reflow.tracing.sink.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The shippers of this process's run, one thread for each sink. Used by start and exit. */
final class Shipping {

  private final List<ShipWorker> workers = new ArrayList<>();
  private final List<Shipper> shippers = new ArrayList<>();

  private Shipping() {}

  /**
   * Starts a shipper for each sink of the settings.
   *
   * @param recorded how many events the run has by now
   */
  static Shipping start(
      Settings settings, RunDirectory run, LongSupplier recorded, Capture capture, Log log) {
    Shipping shipping = new Shipping();
    List<Shipper> shippers = shipping.shippers;
    for (SinkKind kind : Sinks.kinds(settings)) {
      try {
        Sink sink = Sinks.create(kind, settings, log);
        RunFeed feed = RunFeed.open(run, sink.name(), recorded, () -> {}, log);
        Shipper shipper = Sinks.shipper(sink, feed, settings, log);
        shippers.add(shipper);
        Courtesy courtesy =
            new Courtesy(
                settings.get(Options.QUEUE_MAX_BYTES), Runtime.getRuntime().availableProcessors());
        shipping.workers.add(new ShipWorker(sink.name(), shipper, courtesy, capture, log).start());
      } catch (RuntimeException | LinkageError failed) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        log.error(
            name + " sink: cannot ship from " + run.path() + ", events stay there: " + failed);
      }
    }
    adopt(run, shippers, settings, log);
    return shipping;
  }

  /** All shippers, in the order of the settings; they do not change any more. */
  List<Shipper> shippers() {
    return List.copyOf(shippers);
  }

  /** What earlier runs left is deleted once every sink of the settings has it, and not before. */
  private static void adopt(RunDirectory run, List<Shipper> shippers, Settings settings, Log log) {
    if (shippers.size() < Sinks.kinds(settings).size()) {
      return;
    }
    try {
      int left = Adoption.adopt(run, shippers, log);
      log.debug("earlier runs looked through for what is not shipped: " + left);
    } catch (IOException | RuntimeException failed) {
      log.warn("what earlier runs left is not shipped: " + failed.getMessage());
    }
  }

  /**
   * Ships what is left, as long as that gets on and {@code timeout} allows, and ends the shippers.
   */
  void drain(Duration timeout) throws InterruptedException {
    long deadlineNs = System.nanoTime() + timeout.toNanos();
    for (ShipWorker worker : workers) {
      worker.stop(deadlineNs);
    }
    for (ShipWorker worker : workers) {
      worker.join(deadlineNs);
    }
  }

  /** Ends the shippers of a run that is gone. */
  void abandon() throws InterruptedException {
    workers.forEach(ShipWorker::abandon);
    for (ShipWorker worker : workers) {
      worker.join(System.nanoTime());
    }
  }
}
