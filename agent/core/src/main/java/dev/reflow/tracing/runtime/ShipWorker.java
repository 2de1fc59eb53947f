package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.ship.Shipper;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The thread of one shipper; before it ends, it ships what is left as long as that gets on. */
final class ShipWorker {

  /** A sink that takes nothing for so long at exit keeps the JVM no longer. */
  private static final long STALL_NS = TimeUnit.SECONDS.toNanos(1);

  private static final long JOIN_GRACE_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final String sink;
  private final Shipper shipper;
  private final Capture capture;
  private final Log log;
  private final Worker worker;
  private final Courtesy courtesy;
  private boolean excluded;
  private volatile boolean isAbandoned;
  private volatile long deadlineNs;

  ShipWorker(String sink, Shipper shipper, Courtesy courtesy, Capture capture, Log log) {
    this.sink = sink;
    this.courtesy = courtesy;
    this.shipper = shipper;
    this.capture = capture;
    this.log = log;
    this.worker = new Worker("ship-" + sink, this::doWork, shipper::idleNs, this::finish, log);
  }

  ShipWorker start() {
    worker.start();
    return this;
  }

  void stop(long exitDeadlineNs) {
    deadlineNs = exitDeadlineNs;
    worker.stop();
  }

  /** The same at once; nothing of the run will be shipped, now or later. */
  void abandon() {
    isAbandoned = true;
    stop(System.nanoTime());
  }

  void join(long exitDeadlineNs) throws InterruptedException {
    long leftNs = exitDeadlineNs + JOIN_GRACE_NS - System.nanoTime();
    worker.join(TimeUnit.NANOSECONDS.toMillis(leftNs));
  }

  private int doWork() {
    if (!excluded) {
      capture.excludeCurrentThread();
      excluded = true;
    }
    long holdNs = courtesy.holdNs(shipper.lag(), System.nanoTime());
    if (holdNs > 0) {
      LockSupport.parkNanos(this, holdNs);
      return 1;
    }
    long before = shipper.counters().acknowledged();
    int done = shipper.doWork();
    long restNs = courtesy.restNs(shipper.counters().acknowledged() - before, shipper.lag());
    if (restNs > 0) {
      LockSupport.parkNanos(this, restNs);
    }
    return done;
  }

  private void finish() {
    boolean done = false;
    long before = -1;
    // As long as each second brings the sink something.
    while (!done && !isAbandoned && shipper.counters().acknowledged() > before) {
      before = shipper.counters().acknowledged();
      long untilNs = Math.min(deadlineNs, System.nanoTime() + STALL_NS);
      done = shipper.drain(untilNs, idleNs -> LockSupport.parkNanos(this, idleNs));
      if (System.nanoTime() - deadlineNs >= 0) {
        break;
      }
    }
    if (!done && !isAbandoned && shipper.lag() > 0) {
      log.warn(
          sink
              + " sink: "
              + shipper.lag()
              + " events are not shipped yet and stay in the queue;"
              + " the service's next start ships them, or the command ship");
    }
    shipper.close();
  }
}
