package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.config.OnFull;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.queue.Retention;
import dev.reflow.tracing.queue.RetentionLimits;
import dev.reflow.tracing.queue.RunDirectory;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * The thread that keeps the queue within its limits. Not housekeeping's: it reads whole files to
 * count what it deletes, and waits for sinks.
 */
final class RetentionWorker {

  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(1);

  /** Where the queue is nearly full, so that a burst of a second's does not take it far over. */
  private static final long SOON_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Where writers use files again, of which so many are ready that they last a little longer. */
  private static final long BUSY_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long JOIN_MS = 1_000;

  /** So much of {@code max-bytes} is left for what is written between two looks. */
  private static final int RESERVED_PART = 32;

  private final Retention retention;
  private final RetentionLimits limits;
  private final Capture capture;
  private final Log log;
  private final Worker worker;
  private boolean excluded;
  private boolean failed;
  private long idleNs = EVERY_NS;

  private RetentionWorker(Retention retention, RetentionLimits limits, Capture capture, Log log) {
    this.retention = retention;
    this.limits = limits;
    this.capture = capture;
    this.log = log;
    this.worker = new Worker("retention", this::doWork, () -> idleNs, retention::countExpired, log);
  }

  static RetentionWorker start(
      Settings settings,
      RunDirectory run,
      EventQueue queue,
      Fates fates,
      Capture capture,
      Log log) {
    long maxBytes = settings.get(Options.QUEUE_MAX_BYTES);
    RetentionLimits limits =
        new RetentionLimits(
            maxBytes - maxBytes / RESERVED_PART,
            settings.get(Options.QUEUE_MAX_AGE),
            settings.get(Options.QUEUE_ON_FULL) == OnFull.DROP_NEW);
    Retention retention =
        new Retention(run, queue, limits, Sinks.names(settings), fates, Clock.systemUTC(), log);
    RetentionWorker started = new RetentionWorker(retention, limits, capture, log);
    started.worker.start();
    return started;
  }

  void stop() throws InterruptedException {
    worker.stop();
    worker.join(JOIN_MS);
  }

  private int doWork() {
    if (!excluded) {
      capture.excludeCurrentThread();
      excluded = true;
    }
    try {
      long roomBytes = retention.step();
      long fullNs = retention.keepsFiles() ? BUSY_NS : SOON_NS;
      idleNs = roomBytes < limits.maxBytes() / 4 ? fullNs : EVERY_NS;
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        log.warn("the queue cannot be kept within its limits for now: " + e);
      }
      failed = true;
      idleNs = EVERY_NS;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
