package dev.reflow.tracing.queue;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all stripes together may still take before the queue is open. Any thread. */
final class MemoryBudget {

  private final AtomicLong left;

  MemoryBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** Takes {@code bytes}, or nothing when fewer are left. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
