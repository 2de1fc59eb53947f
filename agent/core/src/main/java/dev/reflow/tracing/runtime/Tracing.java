package dev.reflow.tracing.runtime;

import dev.reflow.tracing.bootstrap.Gate;
import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.LossLines;
import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.queue.QueueLimits;
import dev.reflow.tracing.queue.QueueUnavailableException;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.rule.Rules;
import dev.reflow.tracing.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One agent at work: the parts, in the order in which events flow through them. Started once, on
 * the thread that starts the JVM; stopped once, on the thread that ends it.
 */
final class Tracing {

  private static final long FIRST_SITE_POLL_NS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long OPEN_TIMEOUT_MS = 10_000;

  private final Settings settings;
  private final Rules rules;
  private final Log log;
  private final ModuleOpening opening;
  private final ProcessInfo process;
  private final Fates fates = new Fates();
  private final RuleReport report = new RuleReport();
  private final EventQueue queue;
  private final Capture capture;
  private final Weaver weaver;
  private final Housekeeping housekeeping;
  private final HealthWatch health;
  private final Thread opener = new Thread(null, this::open, "reflow-start", 0, false);
  private volatile boolean stopping;
  private @Nullable RunDirectory run;
  private @Nullable Shipping shipping;
  private @Nullable RetentionWorker retention;

  Tracing(
      Instrumentation instrumentation,
      Settings settings,
      Rules rules,
      SettingsWatch settingsWatch,
      Log log) {
    this.settings = settings;
    this.rules = rules;
    this.log = log;
    this.opening = new ModuleOpening(instrumentation);
    this.process = ProcessIdentity.find(settings);
    QueueLimits limits =
        QueueLimits.forProcessors(Runtime.getRuntime().availableProcessors())
            .withSegmentBytes(settings.get(Options.QUEUE_SEGMENT_BYTES))
            .within(settings.get(Options.QUEUE_MAX_BYTES));
    this.queue = new EventQueue(process, limits, log);
    this.capture = new Capture(queue, fates, opening, log);
    WovenSites sites = new WovenSites(capture.sites(), report);
    this.weaver = new Weaver(instrumentation, rules, sites, report, log);
    this.housekeeping = new Housekeeping(queue, capture, log);
    LossLines losses = new LossLines(fates, queue::recorded, System::nanoTime, log);
    JmxRegistration jmx = new JmxRegistration(opening, log);
    this.health = new HealthWatch(capture, report, losses, settingsWatch, jmx, log);
  }

  void start(boolean attached) {
    try {
      startParts(attached);
    } catch (RuntimeException | Error failure) {
      Gate.close();
      weaver.close();
      fates.count(Fate.DISK_GUARDED, queue.refuse());
      throw failure;
    }
  }

  private void startParts(boolean attached) {
    Gate.open(capture.tracer());
    weaver.install();
    ExitHook.register(opening, this::stop);
    housekeeping.start();
    opener.setDaemon(true);
    opener.start();
    Thread warming = new Thread(null, this::warmUp, "reflow-warm", 0, false);
    warming.setDaemon(true);
    warming.start();
    if (attached) {
      int woven = weaver.retransformLoaded();
      log.info("attached: " + woven + " loaded classes looked at again");
    }
  }

  /** On the agent's thread: what the first event needs and {@code main} must not wait for. */
  private void open() {
    capture.excludeCurrentThread();
    health.start();
    log.info(
        "tracing %s by %d connector rules, events go to %s"
            .formatted(process.service(), rules.connectors().size(), sinkNames()));
    // A program without connectors gets no queue; one with them has its queue before it sends much.
    while (capture.sites().isEmpty() && !stopping) {
      LockSupport.parkNanos(FIRST_SITE_POLL_NS);
    }
    if (!capture.sites().isEmpty()) {
      openQueue();
    }
  }

  /** So that the first connector's class need not wait for the weaver's own classes. */
  private void warmUp() {
    capture.excludeCurrentThread();
    weaver.warmUp();
  }

  private void openQueue() {
    boolean opened = false;
    // The WebSocket client's.
    JdkModules.load(opening, log, "java.net.http");
    try {
      RunDirectory directory = RunDirectory.create(queueDir(), process);
      run = directory;
      fates.count(Fate.DISK_GUARDED, queue.open(directory));
      opened = true;
      Shipping ship = Shipping.start(settings, directory, queue, capture, log);
      shipping = ship;
      retention = RetentionWorker.start(settings, directory, queue, fates, capture, log);
      health.reportTo(directory.path(), meter(directory, ship));
      log.info("queue in " + directory.path());
    } catch (QueueUnavailableException unavailable) {
      fates.count(Fate.DISK_GUARDED, queue.refuse());
      log.error(unavailable.getMessage() + "; nothing is recorded, the application runs on");
    } catch (RuntimeException | Error failure) {
      if (!opened) {
        fates.count(Fate.DISK_GUARDED, queue.refuse());
      }
      log.error("queue or sinks cannot be started, the application runs on: " + failure);
    }
  }

  private Meter meter(RunDirectory directory, Shipping ship) {
    return new Meter(directory, queue, fates, ship.shippers(), System::nanoTime, Clock.systemUTC());
  }

  private String sinkNames() {
    if (Sinks.kinds(settings).isEmpty()) {
      return "the queue alone";
    }
    return Sinks.kinds(settings).stream()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" and "));
  }

  private Path queueDir() {
    return settings.get(Options.QUEUE_DIR).toAbsolutePath().normalize();
  }

  /** Ends tracing: first the gate, last the queue; waits a bounded time for the sinks. */
  private void stop() {
    stopping = true;
    Gate.close();
    // The thread that exits may come interrupted; that must not cut the flush short.
    boolean interruptedBefore = Thread.interrupted();
    try {
      weaver.close();
      capture.excludeCurrentThread();
      finishPending();
      awaitOpen();
      queue.flush();
      Shipping ship = shipping;
      if (ship != null) {
        ship.drain(settings.get(Options.EXIT_TIMEOUT));
      }
      RetentionWorker retaining = retention;
      if (retaining != null) {
        retaining.stop();
      }
      housekeeping.stop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      close();
      if (interruptedBefore) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void close() {
    queue.close();
    long lost = fates.dropped() - fates.of(Fate.STOPPED);
    if (lost > 0 && run != null) {
      log.warn(lost + " events were not recorded: " + fates.text());
    }
    health.stop();
    RunDirectory directory = run;
    if (directory != null) {
      directory.close();
    }
  }

  private void finishPending() {
    try {
      capture.finish();
    } catch (RuntimeException | Error ofTheApplication) {
      log.debug("a pending flow could not be asked: " + ofTheApplication);
    }
  }

  /** An application that ends within the queue's first second has its events too. */
  private void awaitOpen() throws InterruptedException {
    if (queue.recorded() > 0) {
      opener.join(OPEN_TIMEOUT_MS);
    }
  }
}
