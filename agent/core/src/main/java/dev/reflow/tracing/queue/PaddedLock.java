package dev.reflow.tracing.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock that is tried, never waited for, in a cache line of its own. Any thread; not reentrant.
 *
 * <p>The word stands in the middle of an array, 128 bytes from either end, because processors fetch
 * lines in pairs. A stripe's own fields are written only by the holder of its lock.
 */
final class PaddedLock {

  static final int WORD = 32;

  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final long MOST_WAIT_NS = 1_000_000_000L;

  final int[] line = new int[2 * WORD];

  /** For whoever gives the lock back by a plain store: a store to this before it orders that. */
  volatile int before;

  boolean tryLock() {
    return (int) INTS.getOpaque(line, WORD) == 0 && INTS.compareAndSet(line, WORD, 0, 1);
  }

  void unlock() {
    INTS.setRelease(line, WORD, 0);
  }

  /**
   * Waits for the lock, which no thread holds for long; only for threads of the agent's own.
   *
   * @return false when it was held for a second: by a thread whose stack overflowed in the wrong
   *     place, which never gives it back
   */
  boolean lock() {
    long beganNs = System.nanoTime();
    for (int tries = 1; !tryLock(); tries++) {
      if (tries % 100 == 0) {
        if (System.nanoTime() - beganNs > MOST_WAIT_NS) {
          return false;
        }
        LockSupport.parkNanos(20_000);
      } else {
        Thread.onSpinWait();
      }
    }
    return true;
  }
}
