package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Log;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * A daemon thread that repeats one duty cycle, idles when there was nothing to do, and on its way
 * out runs a last duty. Started and stopped by one thread.
 */
final class Worker {

  /** Between two lines about a duty that fails again and again. */
  private static final long TELL_NS = TimeUnit.MINUTES.toNanos(1);

  private final Thread thread;
  private final IntSupplier doWork;
  private final LongSupplier idleNs;
  private final Runnable lastDuty;
  private final Log log;
  private volatile boolean running = true;
  private long failures;
  private long nextTellNs;

  /**
   * A worker that is not started.
   *
   * @param role the thread is called {@code reflow-ROLE}
   * @param doWork one step; returns 0 when there was nothing to do
   * @param idleNs how long to idle then, in nanoseconds
   * @param lastDuty runs on the thread after {@link #stop}, and is bounded by itself
   */
  Worker(String role, IntSupplier doWork, LongSupplier idleNs, Runnable lastDuty, Log log) {
    this.thread = AgentThread.daemon(this::run, "reflow-" + role, log);
    this.doWork = doWork;
    this.idleNs = idleNs;
    this.lastDuty = lastDuty;
    this.log = log;
  }

  Worker start() {
    thread.start();
    return this;
  }

  /** Asks the worker to end after its last duty; does not wait. */
  void stop() {
    running = false;
    LockSupport.unpark(thread);
  }

  /** Waits until the worker has ended, but no longer than {@code timeoutMs}. */
  void join(long timeoutMs) throws InterruptedException {
    thread.join(Math.max(1, timeoutMs));
  }

  private void run() {
    while (running) {
      if (step() == 0 && running) {
        LockSupport.parkNanos(this, idleNs.getAsLong());
        // An interrupt of the whole thread group would make every later park return at once.
        Thread.interrupted();
      }
    }
    lastDuty.run();
  }

  private int step() {
    try {
      return doWork.getAsInt();
    } catch (RuntimeException | Error failed) {
      tell(failed);
      return 0;
    }
  }

  /** Once a minute at most: a duty may come each millisecond. */
  private void tell(Throwable failed) {
    long now = System.nanoTime();
    if (failures++ == 0 || now - nextTellNs >= 0) {
      nextTellNs = now + TELL_NS;
      String times = failures == 1 ? "" : " (" + failures + " times by now)";
      log.error(thread.getName() + " failed and goes on: " + failed + times);
    }
  }
}
