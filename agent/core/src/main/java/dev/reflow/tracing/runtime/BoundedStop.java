package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Log;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The agent's stop on a thread of its own: whoever ends the JVM waits for it only as long as it
 * gets on. A thread that is in a call to a disk that hangs comes back for nobody, and must not keep
 * the JVM from its end. Used once, by the thread that ends the JVM.
 */
final class BoundedStop {

  private static final long LOOK_MS = 100;

  /** For one line: where lines go may be what hangs. */
  private static final long LINE_MS = 500;

  private final Runnable stop;
  private final LongSupplier progress;
  private final Duration silence;
  private final Log log;

  /** Whether the thread that waits was interrupted, which must not cut the stop short. */
  private boolean isInterrupted;

  /**
   * A stop that has not begun.
   *
   * @param progress changes whenever {@code stop} has got on
   * @param silence how long it may get on with nothing
   */
  BoundedStop(Runnable stop, LongSupplier progress, Duration silence, Log log) {
    this.stop = stop;
    this.progress = progress;
    this.silence = silence;
    this.log = log;
  }

  /** Returns when all has stopped, or has got on with nothing for too long. */
  void run() {
    isInterrupted = Thread.interrupted();
    Thread thread = AgentThread.daemon(stop, "reflow-stop", log);
    if (!start(thread)) {
      stop.run();
    } else if (!awaitEnd(thread)) {
      Thread line = AgentThread.daemon(this::tell, "reflow-late", log);
      if (start(line)) {
        join(line, LINE_MS);
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    log.warn(
        "the agent's stop has got on with nothing for "
            + silence.toSeconds()
            + " s, the JVM ends without it; does the disk of the queue or of a sink hang?"
            + " What is on the queue stays there as after a kill");
  }

  private boolean awaitEnd(Thread thread) {
    long last = progress.getAsLong();
    long sinceNs = System.nanoTime();
    while (System.nanoTime() - sinceNs < silence.toNanos()) {
      if (join(thread, LOOK_MS)) {
        return true;
      }
      long now = progress.getAsLong();
      if (now != last) {
        last = now;
        sinceNs = System.nanoTime();
      }
    }
    return false;
  }

  /** Whether {@code thread} has ended by then. */
  private boolean join(Thread thread, long timeoutMs) {
    try {
      thread.join(timeoutMs);
    } catch (InterruptedException interrupted) {
      isInterrupted = true;
    }
    return !thread.isAlive();
  }

  private static boolean start(Thread thread) {
    try {
      thread.start();
      return true;
    } catch (OutOfMemoryError noThreadIsToBeHad) {
      return false;
    }
  }
}
