package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one thread counts of one edge: written by that thread alone, without a lock or an atomic
 * add, and read by the agent's. A shared one is counted in by every virtual thread, with atomic
 * adds.
 *
 * <p>Sums only grow. The longest transfer is kept for the present second and the last, each in one
 * word: sixteen bits of the second's number, 48 of the time.
 */
final class EdgeCounter {

  private static final int TIME_BITS = 48;
  private static final long MAX_TIME = (1L << TIME_BITS) - 1;
  private static final long EPOCHS = 0xFFFF;

  private static final VarHandle KEPT = handle("kept");
  private static final VarHandle SAMPLED_OUT = handle("sampledOut");
  private static final VarHandle BYTES = handle("bytes");
  private static final VarHandle ERRORS = handle("errors");
  private static final VarHandle AWAITED = handle("awaited");
  private static final VarHandle COMPLETED = handle("completed");
  private static final VarHandle TOTAL_NS = handle("totalNs");
  private static final VarHandle EVEN = handle("evenLongest");
  private static final VarHandle ODD = handle("oddLongest");

  final Edge edge;
  final int edgeId;
  private final boolean shared;
  private long kept;
  private long sampledOut;
  private long bytes;
  private long errors;
  private long awaited;
  private long completed;
  private long totalNs;
  private long evenLongest;
  private long oddLongest;

  /** The reader's: the longest transfer of the last second that it has seen. */
  private long seenLongestNs;

  EdgeCounter(Edge edge, boolean shared) {
    this.edge = edge;
    this.edgeId = edge.id();
    this.shared = shared;
  }

  /** Whether more than one thread counts here. */
  boolean isShared() {
    return shared;
  }

  /** A flow that was to be recorded, of a message of {@code size} bytes. */
  void countKept(long size) {
    if (shared) {
      KEPT.getAndAdd(this, 1L);
      BYTES.getAndAdd(this, size);
    } else {
      KEPT.setOpaque(this, kept + 1);
      BYTES.setOpaque(this, bytes + size);
    }
  }

  /** A flow that sampling left out, of a message of {@code size} bytes. */
  void countSampledOut(long size) {
    if (shared) {
      SAMPLED_OUT.getAndAdd(this, 1L);
      BYTES.getAndAdd(this, size);
    } else {
      SAMPLED_OUT.setOpaque(this, sampledOut + 1);
      BYTES.setOpaque(this, bytes + size);
    }
  }

  /** One of the flows failed. */
  void countError() {
    if (shared) {
      ERRORS.getAndAdd(this, 1L);
    } else {
      ERRORS.setOpaque(this, errors + 1);
    }
  }

  /** One of the flows kept has no end yet; {@link #countCompleted} tells it. */
  void countAwaited() {
    if (shared) {
      AWAITED.getAndAdd(this, 1L);
    } else {
      AWAITED.setOpaque(this, awaited + 1);
    }
  }

  /** A flow that was awaited, perhaps by another thread, has ended. */
  void countCompleted(long ns, int epoch) {
    if (shared) {
      COMPLETED.getAndAdd(this, 1L);
    } else {
      COMPLETED.setOpaque(this, completed + 1);
    }
    countTime(ns, epoch);
  }

  /**
   * How long a flow took.
   *
   * @param epoch the present second's number
   */
  void countTime(long ns, int epoch) {
    long time = word(epoch) | Math.min(ns, MAX_TIME);
    VarHandle longest = longest(epoch);
    if (shared) {
      TOTAL_NS.getAndAdd(this, ns);
      long before = (long) longest.getOpaque(this);
      while (isLonger(time, before) && !longest.compareAndSet(this, before, time)) {
        before = (long) longest.getOpaque(this);
      }
    } else {
      TOTAL_NS.setOpaque(this, totalNs + ns);
      if ((epoch & 1) == 0) {
        if (isLonger(time, evenLongest)) {
          EVEN.setOpaque(this, time);
        }
      } else if (isLonger(time, oddLongest)) {
        ODD.setOpaque(this, time);
      }
    }
  }

  /** Adds what was counted so far to {@code sums}. */
  void addTo(EdgeSums sums) {
    long awaitedFirst = (long) COMPLETED.getOpaque(this) - (long) AWAITED.getOpaque(this);
    long flows = (long) KEPT.getOpaque(this);
    sums.kept += flows;
    sums.timed += flows + awaitedFirst;
    sums.sampledOut += (long) SAMPLED_OUT.getOpaque(this);
    sums.bytes += (long) BYTES.getOpaque(this);
    sums.errors += (long) ERRORS.getOpaque(this);
    sums.totalNs += (long) TOTAL_NS.getOpaque(this);
  }

  /**
   * The longest transfer of the second numbered {@code epoch}, which is over, and of what came in
   * late of the one before. The reader's alone, once for each second.
   */
  long takeLongestNs(int epoch) {
    long late = timeOf((long) longest(epoch - 1).getOpaque(this), epoch - 1);
    long lateNs = late > seenLongestNs ? late : 0;
    seenLongestNs = timeOf((long) longest(epoch).getOpaque(this), epoch);
    return Math.max(lateNs, seenLongestNs);
  }

  private static boolean isLonger(long time, long before) {
    return time >>> TIME_BITS != before >>> TIME_BITS || time > before;
  }

  private static long word(int epoch) {
    return (epoch & EPOCHS) << TIME_BITS;
  }

  private static long timeOf(long word, int epoch) {
    return word(epoch) == (word & ~MAX_TIME) ? word & MAX_TIME : 0;
  }

  private static VarHandle longest(int epoch) {
    return (epoch & 1) == 0 ? EVEN : ODD;
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(EdgeCounter.class, field, long.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }
}
