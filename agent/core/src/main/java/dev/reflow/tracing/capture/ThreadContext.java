package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.queue.Affinity;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the agent keeps for one thread: the sends and the handling that it is in, and its share of
 * the sequence numbers. Used by that thread alone. Small, since virtual threads come by the
 * million; goes away with its thread.
 */
final class ThreadContext {

  /** Sequence numbers taken at once, so that threads do not meet at one counter. */
  private static final int SEQUENCE_BLOCK = 1_024;

  /** Deeper nesting than this is a runaway recursion of the application's: it is not traced. */
  private static final int MAX_DEPTH = 256;

  /** Far apart, whatever number of threads there are; odd, so that none is ever zero. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L << 1;

  private static final AtomicLong SEEDS = new AtomicLong(System.nanoTime());

  final Affinity affinity = new Affinity();
  final Name threadName;
  final EdgeCounters counters;
  private final AtomicLong sequences;
  private long nextSequence;
  private long lastSequence;
  private long lastStartNs;
  private long random;

  private @Nullable SendFrame[] sends = new @Nullable SendFrame[2];

  // These four are written by FlowTracer too, where the application's stack has overflowed: to put
  // them right there must take no call.
  int depth;

  /** Sends below this mark are outside of the handling that the thread is in. */
  int floor;

  private @Nullable Lane lane;
  boolean inLane;
  private long sendsWithoutLane;
  private long nextInsistence = 1_024;

  @Nullable Handling handling;
  private @Nullable Handling spareHandling;

  /** The task that a pool's loop runs on this thread; null while it runs none with a cause. */
  @Nullable Handling poolTask;

  private @Nullable PendingAttributes pending;
  private @Nullable Call receiverCall;

  /** Whether the agent's own code is running, whose sends are not the application's. */
  boolean busy;

  ThreadContext(Name threadName, AtomicLong sequences, EdgeCounters counters) {
    this.threadName = threadName;
    this.sequences = sequences;
    this.counters = counters;
    this.random = SEEDS.getAndAdd(GOLDEN) | 1;
  }

  /** A frame on top of the stack; null when the stack is as deep as it may be. */
  @Nullable SendFrame push() {
    if (inLane) {
      leaveLane();
    }
    if (floor > depth) {
      endHandlingsAbove();
    }
    if (depth == MAX_DEPTH) {
      return null;
    }
    if (depth == sends.length) {
      sends = Arrays.copyOf(sends, depth * 2);
    }
    SendFrame frame = sends[depth];
    if (frame == null) {
      frame = sends[depth] = new SendFrame(this, depth);
    } else if (frame.site() != null) {
      // Its end was cut short.
      frame.clear();
    }
    depth++;
    return frame;
  }

  /** Whether the thread is in no send and not in the agent's own code. */
  boolean isIdle() {
    return depth == 0 && !inLane && !busy;
  }

  /** Begins a send that takes {@code next}, and no frame unless another begins inside of it. */
  void enter(Lane next) {
    // A reference is stored only where it differs, see FlowRecord.setEdge.
    if (lane != next) {
      lane = next;
    }
    inLane = true;
  }

  /**
   * Ends the send that is in a lane.
   *
   * @return whether it still was there
   */
  boolean leave() {
    boolean was = inLane;
    inLane = false;
    return was;
  }

  /** Gives the send that is in a lane a frame, because something begins inside of it. */
  private void leaveLane() {
    Lane left = lane;
    inLane = false;
    try {
      SendFrame frame = push();
      if (left != null && frame != null) {
        left.moveTo(frame);
      }
    } catch (Throwable failed) {
      // Without its frame the lane's end would leave one open.
      depth = 0;
      throw failed;
    }
  }

  /** Whether to take a lane from another thread, after one send more without any. */
  boolean insistsOnLane() {
    if (++sendsWithoutLane < nextInsistence) {
      return false;
    }
    // Twice as patient each time: threads that share a connector are not to take it in turns.
    nextInsistence *= 2;
    sendsWithoutLane = 0;
    return true;
  }

  /** The send that encloses the one on top, in the same handling; null when there is none. */
  @Nullable SendFrame enclosing() {
    return depth - 2 >= floor ? sends[depth - 2] : null;
  }

  /** Takes {@code frame} off, and with it any above it whose end was not seen. */
  void popTo(SendFrame frame) {
    while (depth > frame.index) {
      SendFrame top = sends[--depth];
      if (top != null) {
        top.clear();
      }
    }
    endHandlingsAbove();
  }

  /** Ends handlings that began inside of sends which are over. */
  private void endHandlingsAbove() {
    while (handling != null && floor > depth) {
      endHandling(handling);
    }
  }

  /**
   * Puts an attribute on the flow that is being sent, or on the next one that is sent before the
   * present handling ends. Of one that is left out nothing is kept.
   */
  void putAttribute(Name key, @Nullable Object value) {
    SendFrame frame = depth > floor ? sends[depth - 1] : null;
    while (frame != null && frame.outcome == SendFrame.Outcome.PART_OF_OUTER) {
      frame = frame.outer;
    }
    if (frame != null && frame.isFlow()) {
      if (frame.isRecorded()) {
        PendingAttributes.put(frame.record, key, value);
      }
    } else if (!inLane) {
      PendingAttributes waiting = pending;
      if (waiting == null) {
        waiting = new PendingAttributes();
        pending = waiting;
      }
      waiting.put(key, value);
    }
  }

  /** Gives a flow that begins the attributes that wait for it. */
  void takeAttributes(FlowRecord record) {
    if (pending != null) {
      pending.moveTo(record);
    }
  }

  /** The handling that the thread is in; null when it is in none. */
  @Nullable Handling handling() {
    return handling;
  }

  /** The actor whose message is being handled; null when there is none. */
  @Nullable ActorName actor() {
    Handling current = handling;
    return current == null ? null : current.actor;
  }

  /**
   * The event that a send of this thread is caused by now; null when there is none. Not to be kept:
   * a copy may be.
   */
  @Nullable Cause cause() {
    Handling current = handling;
    return current == null || !current.cause.isPresent() ? null : current.cause;
  }

  /** A call for asking a receiver's name; to be cleared after use. */
  Call call() {
    Call call = receiverCall;
    if (call == null) {
      call = receiverCall = new Call();
    }
    return call;
  }

  Handling beginHandling(ActorName actor, Object receiver, boolean framework) {
    if (inLane) {
      leaveLane();
    }
    endHandlingsAbove();
    Handling next = nextHandling();
    next.begin(actor, receiver, framework, handling, floor);
    next.inSend = depth > floor;
    handling = next;
    floor = depth;
    return next;
  }

  /**
   * Lets what is sent be caused by {@code event} until {@link #endHandling} is called with the
   * result, which the same thread has to do. An empty cause makes roots of it.
   */
  Handling beginSpan(Cause event) {
    Handling next = nextHandling();
    next.beginSpan(event, handling, floor);
    handling = next;
    return next;
  }

  /**
   * Begins a task that was handed over, inside of nothing that the thread does else: what causes
   * its sends, and who sends, is to be filled in. {@link #endTask} ends it.
   */
  Handling beginTask() {
    if (inLane) {
      leaveLane();
    }
    Handling next = nextHandling();
    next.beginTask(handling, floor);
    handling = next;
    floor = depth;
    return next;
  }

  /** Ends a task; attributes that wait for a flow of what it is inside of go on waiting. */
  void endTask(Handling ended) {
    PendingAttributes waiting = ended.outer == null ? null : pending;
    if (waiting != null) {
      pending = null;
    }
    endHandling(ended);
    if (waiting != null) {
      pending = waiting;
    }
  }

  private Handling nextHandling() {
    Handling next = spareHandling;
    if (next == null) {
      next = new Handling(this);
    }
    spareHandling = next.outer;
    return next;
  }

  /** Goes back to where the thread was before {@code ended} began, if that is not over yet. */
  void endHandling(Handling ended) {
    if (!ended.isOpen) {
      return;
    }
    if (pending != null) {
      pending.clear();
    }
    Handling top = handling;
    while (top != null) {
      Handling outer = top.outer;
      floor = top.outerFloor;
      top.clear();
      handling = outer;
      if (top == ended) {
        top.outer = spareHandling;
        spareHandling = top;
        return;
      }
      // Not used again: whoever began it may still end it.
      top = outer;
    }
  }

  /** The next event's number, unique in the process. */
  long nextSequence() {
    if (nextSequence == lastSequence) {
      nextSequence = sequences.getAndAdd(SEQUENCE_BLOCK);
      lastSequence = nextSequence + SEQUENCE_BLOCK;
    }
    return nextSequence++;
  }

  /** A number from 0 on and below 1, of no use to cryptography; by Marsaglia's xorshift64*. */
  double nextRandom() {
    long bits = random;
    bits ^= bits >>> 12;
    bits ^= bits << 25;
    bits ^= bits >>> 27;
    random = bits;
    return ((bits * 0x2545F4914F6CDD1DL) >>> 11) * 0x1.0p-53;
  }

  /**
   * {@code startNs}, or just after the thread's last start should the wall clock have gone back.
   */
  long monotonic(long startNs) {
    lastStartNs = Math.max(startNs, lastStartNs + 1);
    return lastStartNs;
  }
}
