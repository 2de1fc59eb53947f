package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.LossLines;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.RuleReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What looks after the agent itself, one thread for all, which may wait for a disk: the properties
 * file, lines about losses, the rule report, the agent's own figures.
 */
final class HealthWatch {

  private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int TICKS_A_SECOND = 2;
  private static final int TICKS_A_REPORT = 4;
  private static final long STOP_TIMEOUT_MS = 2_000;

  private final Capture capture;
  private final RuleReport report;
  private final LossLines losses;
  private final SettingsWatch settings;
  private final Log log;
  private final Worker worker;
  private final JmxRegistration jmx;
  private volatile @Nullable Path runDirectory;
  private volatile @Nullable Meter meter;
  private Metrics written = Metrics.NONE;
  private long reported = -1;

  /** Directories that the report was to go to so far, the present one included. */
  private final AtomicInteger directories = new AtomicInteger();

  private int reportedDirectories;
  private boolean excluded;
  private int ticks;

  HealthWatch(
      Capture capture,
      RuleReport report,
      LossLines losses,
      SettingsWatch settings,
      JmxRegistration jmx,
      Log log) {
    this.capture = capture;
    this.report = report;
    this.losses = losses;
    this.settings = settings;
    this.jmx = jmx;
    this.log = log;
    this.worker = new Worker("health", this::doWork, () -> TICK_NS, this::finish, log);
  }

  void start() {
    worker.start();
  }

  /** From now on the rule report and the figures of {@code meter} are kept in {@code directory}. */
  void reportTo(Path directory, Meter meter) {
    this.meter = meter;
    runDirectory = directory;
    directories.incrementAndGet();
  }

  /** Writes what there is to write, waits for that a bounded time, and ends. */
  void stop() {
    worker.stop();
    try {
      worker.join(STOP_TIMEOUT_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private int doWork() {
    if (!excluded) {
      capture.excludeCurrentThread();
      excluded = true;
    }
    settings.poll();
    log.sayWaiting();
    if (ticks % TICKS_A_SECOND == 0) {
      losses.poll();
      measure();
    }
    if (ticks % TICKS_A_REPORT == 0) {
      writeReport();
    }
    ticks++;
    return 0;
  }

  private void finish() {
    log.sayWaiting();
    writeReport();
    measure();
    jmx.close();
  }

  private void measure() {
    Meter present = meter;
    Path directory = runDirectory;
    if (present == null || directory == null) {
      return;
    }
    Metrics metrics = present.measure();
    jmx.show(metrics);
    if (metrics.isLike(written)) {
      return;
    }
    try {
      MetricsFile.write(directory, metrics);
      written = metrics;
    } catch (IOException unwritable) {
      log.debug("the agent's figures cannot be written: " + unwritable);
    }
  }

  private void writeReport() {
    int known = directories.get();
    Path directory = runDirectory;
    long changes = report.changes();
    if (directory == null || (changes == reported && known == reportedDirectories)) {
      return;
    }
    try {
      RuleReportFile.write(directory, report.snapshot());
      reported = changes;
      reportedDirectories = known;
    } catch (IOException unwritable) {
      log.debug("the rule report cannot be written: " + unwritable);
    }
  }
}
