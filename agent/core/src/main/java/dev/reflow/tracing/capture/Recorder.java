package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.queue.EventQueue;

/** Counts flows for their edges and gives those that are recorded to the queue. Any thread. */
final class Recorder {

  private final EventQueue queue;
  private final Fates fates;
  private final EdgeCounting counting;

  Recorder(EventQueue queue, Fates fates, EdgeCounting counting) {
    this.queue = queue;
    this.fates = fates;
    this.counting = counting;
  }

  /** A flow that has ended with its send, on the thread that sent. */
  void record(FlowRecord record, EdgeCounter counter, ThreadContext thread) {
    counter.countKept(record.sizeBytes);
    counter.countTime(record.durationNs, counting.epoch());
    if (record.error != null) {
      counter.countError();
    }
    append(record, thread);
  }

  /** A flow whose end is awaited, on the thread that sent; {@link #recordAwaited} is to follow. */
  void countAwaited(FlowRecord record, EdgeCounter counter) {
    counter.countKept(record.sizeBytes);
    counter.countAwaited();
  }

  /** The same flow has ended, on the thread that saw it. */
  void recordAwaited(FlowRecord record, ThreadContext thread) {
    EdgeCounter counter = thread.counters.of(record.edge);
    if ((record.flags & EventLayout.FLAG_INCOMPLETE) == 0) {
      counter.countCompleted(record.durationNs, counting.epoch());
    }
    if (record.error != null) {
      counter.countError();
    }
    append(record, thread);
  }

  /** A flow that sampling left out, at the end of its send. */
  void leaveOut(FlowRecord record, EdgeCounter counter, boolean failed) {
    counter.countSampledOut(record.sizeBytes);
    if (failed) {
      counter.countError();
    }
  }

  /** An event beside a flow, which counts as none. */
  void announce(FlowRecord record, ThreadContext thread) {
    append(record, thread);
  }

  /** A flow of which no record can be made. */
  void lose(Fate fate) {
    fates.count(fate);
  }

  /** Gives a finished record to the queue; counts it if the queue does not take it. */
  private void append(FlowRecord record, ThreadContext thread) {
    Fate fate = queue.append(record, thread.affinity);
    if (fate == Fate.TOO_LARGE && record.capturedContent() != null) {
      // The flow is worth more than its message's content.
      record.content().clearContent();
      fate = queue.append(record, thread.affinity);
    }
    if (fate != Fate.RECORDED) {
      fates.count(fate);
    }
  }
}
