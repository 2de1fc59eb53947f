package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.LossLines;
import dev.reflow.tracing.health.RuleReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What looks after the agent itself, one thread for all, which may wait for a disk: the properties
 * file, lines about losses, the rule report.
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
  private volatile @Nullable Path runDirectory;
  private long reported = -1;
  private boolean excluded;
  private int ticks;

  HealthWatch(
      Capture capture, RuleReport report, LossLines losses, SettingsWatch settings, Log log) {
    this.capture = capture;
    this.report = report;
    this.losses = losses;
    this.settings = settings;
    this.log = log;
    this.worker = new Worker("health", this::doWork, () -> TICK_NS, this::writeReport, log);
  }

  void start() {
    worker.start();
  }

  /** From now on the rule report is kept in {@code directory}. */
  void reportTo(Path directory) {
    runDirectory = directory;
  }

  void stop() throws InterruptedException {
    worker.stop();
    worker.join(STOP_TIMEOUT_MS);
  }

  private int doWork() {
    if (!excluded) {
      capture.excludeCurrentThread();
      excluded = true;
    }
    settings.poll();
    if (ticks % TICKS_A_SECOND == 0) {
      losses.poll();
    }
    if (ticks % TICKS_A_REPORT == 0) {
      writeReport();
    }
    ticks++;
    return 0;
  }

  private void writeReport() {
    Path directory = runDirectory;
    long changes = report.changes();
    if (directory == null || changes == reported) {
      return;
    }
    try {
      RuleReportFile.write(directory, report.snapshot());
      reported = changes;
    } catch (IOException unwritable) {
      log.debug("the rule report cannot be written: " + unwritable);
    }
  }
}
