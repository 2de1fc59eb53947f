package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.queue.EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The regular chores, one thread for all: pages that stay open too long, flows that complete later,
 * the clock's anchor, the rule report, a line when events begin to be lost.
 */
final class Housekeeping {

  private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PAGE_NS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long CLOCK_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long REPORT_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOSS_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long STOP_TIMEOUT_MS = 2_000;

  private final EventQueue queue;
  private final Capture capture;
  private final Fates fates;
  private final Log log;
  private final Worker worker;
  private final RuleReport report;
  private volatile @Nullable Path runDirectory;
  private long reported = -1;
  private boolean excluded;
  private long nextPageNs;
  private long nextClockNs;
  private long nextReportNs;
  private long nextLossNs;
  private long toldLost;

  Housekeeping(EventQueue queue, Capture capture, Fates fates, RuleReport report, Log log) {
    this.queue = queue;
    this.capture = capture;
    this.fates = fates;
    this.report = report;
    this.log = log;
    long now = System.nanoTime();
    nextPageNs = now;
    nextClockNs = now + CLOCK_NS;
    nextReportNs = now;
    nextLossNs = now;
    this.worker = new Worker("queue", this::doWork, () -> TICK_NS, this::writeReport, log);
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
    long now = System.nanoTime();
    if (now - nextPageNs >= 0) {
      nextPageNs = now + PAGE_NS;
      queue.closeIdlePages();
    }
    if (now - nextClockNs >= 0) {
      nextClockNs = now + CLOCK_NS;
      capture.adjustClock();
    }
    if (now - nextReportNs >= 0) {
      nextReportNs = now + REPORT_NS;
      writeReport();
    }
    if (now - nextLossNs >= 0) {
      nextLossNs = now + LOSS_NS;
      tellLosses();
    }
    capture.pollCompletions();
    return 0;
  }

  private void tellLosses() {
    long lost = fates.dropped();
    if (lost > toldLost) {
      log.warn(
          (lost - toldLost)
              + " events were not recorded since the last such line: "
              + fates.text());
      toldLost = lost;
    }
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
