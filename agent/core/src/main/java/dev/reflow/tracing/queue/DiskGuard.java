package dev.reflow.tracing.queue;

import dev.reflow.tracing.health.Log;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the disk takes more. A store to a mapped file that the disk has no room for kills
 * the process or throws into whatever code runs; so stripes write only below a mark, and the mark
 * moves by writing zeros with a system call, which may fail in peace. One for all stripes; any
 * thread.
 */
final class DiskGuard {

  /** How long the disk is left alone after it refused. */
  private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A call that takes longer has met a disk that keeps its callers waiting. */
  private static final long STALL_NS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Between two lines, for a disk that is now full and now not. */
  private static final long TELL_NS = TimeUnit.SECONDS.toNanos(10);

  private final String what;
  private final Log log;
  private volatile boolean closed;

  /** When the agent's thread went into the system call that it is in; 0 while it is in none. */
  private volatile long writingSinceNs;

  private volatile long nextTryNs;
  private volatile @Nullable Throwable why;
  private long nextTellNs = System.nanoTime();
  private boolean told;

  /**
   * A guard that is open.
   *
   * @param what the disk or directory, as the log is to call it
   */
  DiskGuard(String what, Log log) {
    this.what = what;
    this.log = log;
  }

  /** Whether the disk has refused, and not taken anything since. */
  boolean isClosed() {
    return closed;
  }

  /**
   * Whether an application's thread may allocate by itself: not from a disk that is full, nor from
   * one that at this moment keeps the agent's thread waiting.
   */
  boolean allowsApplications() {
    long since = writingSinceNs;
    return !closed && (since == 0 || System.nanoTime() - since < STALL_NS);
  }

  /** Whether the agent's thread should try at {@code nowNs}. */
  boolean allowsAgent(long nowNs) {
    return !closed || nowNs - nextTryNs >= 0;
  }

  /** The agent's thread goes into a system call that may take long. */
  void beginWriting() {
    writingSinceNs = System.nanoTime() | 1;
  }

  /** It has come back. */
  void endWriting() {
    writingSinceNs = 0;
  }

  /** The disk refused, for whatever {@code reason} says. Waits for nothing. */
  void refused(Throwable reason) {
    why = reason;
    nextTryNs = System.nanoTime() + RETRY_NS;
    closed = true;
  }

  /** The disk took what it was given. */
  void accepted() {
    if (closed) {
      closed = false;
    }
  }

  /** Says what has changed; the agent's thread, since a log may be a pipe that nobody reads. */
  void tell() {
    boolean now = closed;
    if (now == told) {
      return;
    }
    if (!now) {
      told = false;
      log.info(what + " takes events again");
    } else if (System.nanoTime() - nextTellNs >= 0) {
      told = true;
      nextTellNs = System.nanoTime() + TELL_NS;
      Throwable reason = why;
      log.warn(
          what
              + " takes no more ("
              + (reason == null ? "" : reason.getMessage())
              + "): events are dropped and counted until it does; free space, or see"
              + " reflow.queue.dir and reflow.queue.max-bytes");
    }
  }
}
