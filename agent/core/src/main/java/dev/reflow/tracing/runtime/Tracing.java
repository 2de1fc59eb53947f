package dev.reflow.tracing.runtime;

import dev.reflow.tracing.bootstrap.ApiGate;
import dev.reflow.tracing.bootstrap.Gate;
import dev.reflow.tracing.bootstrap.TaskGate;
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
import dev.reflow.tracing.rule.Rules;
import dev.reflow.tracing.rule.Sampling;
import dev.reflow.tracing.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * One agent at work: the parts, in the order in which events flow through them. Started once, on
 * the thread that starts the JVM; stopped once, on the thread that ends it.
 */
final class Tracing {

  /**
   * A stop that gets on with nothing for so long keeps the JVM no longer: more than any single step
   * takes that is not in a call to a disk that hangs.
   */
  private static final Duration STOP_SILENCE = Duration.ofSeconds(12);

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
  private final Recording recording;

  /** Which of its steps the stop has behind it. */
  private final AtomicInteger stopSteps = new AtomicInteger();

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
    this.capture = new Capture(queue, fates, opening, settings.get(Options.CAUSALITY), log);
    capture.sample(Sampling.of(settings));
    settingsWatch.add(changed -> capture.sample(Sampling.of(changed)));
    capture.sites().setConnectorRules(rules.connectors());
    FullEventSettings wanted = new FullEventSettings(capture, log);
    wanted.apply(settings);
    settingsWatch.add(wanted);
    WovenSites sites = new WovenSites(capture.sites(), report);
    this.weaver = new Weaver(instrumentation, rules, sites, report, log);
    this.housekeeping = new Housekeeping(queue, capture, log);
    LossLines losses = new LossLines(fates, queue::recorded, System::nanoTime, log);
    JmxRegistration jmx = new JmxRegistration(opening, log);
    this.health = new HealthWatch(capture, report, losses, settingsWatch, jmx, log);
    this.recording = new Recording(settings, process, queue, capture, fates, health, opening, log);
  }

  void start(boolean attached) {
    try {
      startParts(attached);
    } catch (RuntimeException | Error failure) {
      closeGates();
      weaver.close();
      fates.count(Fate.DISK_GUARDED, queue.refuse());
      throw failure;
    }
  }

  private void startParts(boolean attached) {
    Gate.open(capture.tracer());
    ApiGate.open(capture.api());
    weaver.install();
    if (settings.get(Options.CAUSALITY) && settings.get(Options.CAUSALITY_EXECUTORS)) {
      TaskGate.open(capture.handOver());
      weaver.installTasks();
    }
    ExitHook.register(opening, this::onExit);
    housekeeping.start();
    recording.start(this::announce);
    AgentThread.daemon(this::warmUp, "reflow-warm", log).start();
    if (attached) {
      int woven = weaver.retransformLoaded();
      log.info("attached: " + woven + " loaded classes looked at again");
    }
  }

  /** So that the first connector's class need not wait for the weaver's own classes. */
  private void warmUp() {
    capture.excludeCurrentThread();
    capture.warmUp();
    weaver.warmUp();
  }

  private void announce() {
    log.info(
        "tracing %s by %d connector rules, events go to %s"
            .formatted(process.service(), rules.connectors().size(), sinkNames()));
  }

  private String sinkNames() {
    if (Sinks.kinds(settings).isEmpty()) {
      return "the queue alone";
    }
    return Sinks.kinds(settings).stream()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" and "));
  }

  private void onExit() {
    closeGates();
    new BoundedStop(this::stop, this::stopProgress, STOP_SILENCE, log).run();
  }

  private long stopProgress() {
    return stopSteps.get() + recording.acknowledged();
  }

  /** Ends tracing, whose gates are closed: last the queue; waits a bounded time for the sinks. */
  private void stop() {
    try {
      weaver.close();
      capture.excludeCurrentThread();
      recording.awaitDisk();
      finishPending();
      capture.countEdges();
      recording.stop();
      stopSteps.incrementAndGet();
      queue.flush();
      stopSteps.incrementAndGet();
      recording.drain();
      stopSteps.incrementAndGet();
      housekeeping.stop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      stopSteps.incrementAndGet();
      close();
    }
  }

  private static void closeGates() {
    Gate.close();
    ApiGate.close();
    TaskGate.close();
  }

  private void close() {
    // Sends that were on their way out when the gate closed.
    capture.countEdges();
    queue.close();
    stopSteps.incrementAndGet();
    long lost = fates.dropped() - fates.of(Fate.STOPPED);
    if (lost > 0 && recording.isOpen()) {
      log.warn(lost + " events were not recorded: " + fates.text());
    }
    health.stop();
    recording.close();
  }

  private void finishPending() {
    try {
      capture.finish();
    } catch (RuntimeException | Error ofTheApplication) {
      log.debug("a pending flow could not be asked: " + ofTheApplication);
    }
  }
}
