package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.EventQueue;
import java.util.concurrent.TimeUnit;

/**
 * The regular chores, one thread for all: pages that stay open too long, flows that complete later,
 * the clock's anchor. What takes longer, such as a file, is {@link HealthWatch}'s.
 */
final class Housekeeping {

  private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PAGE_NS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long CLOCK_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long STOP_TIMEOUT_MS = 2_000;

  private final EventQueue queue;
  private final Capture capture;
  private final Worker worker;

  /** Apart from the other chores, because it may wait for the disk. */
  private final Worker ahead;

  private boolean excluded;
  private long nextPageNs;
  private long nextClockNs;

  Housekeeping(EventQueue queue, Capture capture, Log log) {
    this.queue = queue;
    this.capture = capture;
    long now = System.nanoTime();
    nextPageNs = now;
    nextClockNs = now + CLOCK_NS;
    this.worker = new Worker("queue", this::doWork, () -> TICK_NS, () -> {}, log);
    this.ahead = new Worker("ahead", this::tend, () -> TICK_NS, () -> {}, log);
  }

  void start() {
    worker.start();
    ahead.start();
  }

  void stop() throws InterruptedException {
    worker.stop();
    ahead.stop();
    worker.join(STOP_TIMEOUT_MS);
    ahead.join(STOP_TIMEOUT_MS);
  }

  private int tend() {
    return queue.tend() ? 1 : 0;
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
      capture.countEdges();
    }
    capture.pollCompletions();
    return 0;
  }
}
