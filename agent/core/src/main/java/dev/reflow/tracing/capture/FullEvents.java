package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.event.FlowRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records what was asked for beyond flows: that a send begins, that a handling begins. Made anew
 * when the settings change. On the application's threads; a JVM of which only flows are wanted has
 * none of these.
 */
final class FullEvents {

  private final Wanted wanted;
  private final NameTable names;
  private final WallClock clock;
  private final Recorder recorder;
  private final ThreadLocal<FlowRecord> receipts = ThreadLocal.withInitial(FlowRecord::new);

  FullEvents(Wanted wanted, NameTable names, WallClock clock, Recorder recorder) {
    this.wanted = wanted;
    this.names = names;
    this.clock = clock;
    this.recorder = recorder;
  }

  /**
   * A send that is recorded is about to begin; its message's facts are in the frame's record. Where
   * the message is only known when the send ends, there is nothing to say before.
   */
  void atSend(SendFrame frame, ConnectorSite site) {
    if (wanted.sent() && !site.messageIsResult()) {
      FlowRecord record = frame.record;
      record.kind = EventKind.SENT;
      try {
        record.durationNs = 0;
        announce(record, frame.thread);
      } finally {
        record.kind = EventKind.FLOW;
      }
    }
  }

  /** {@code actor} is about to handle the message of {@code call}. */
  void atHandling(
      ThreadContext thread, ReceiverSite site, Call call, ActorName actor, Sampler sampler) {
    if (!wanted.received() || actor.isIgnored()) {
      return;
    }
    ReceivedMessage receiving = site.received();
    Object message = receiving.read(call.messageArgument);
    MessageShape shape = message == null ? null : receiving.shape(message);
    if (shape == MessageShape.IGNORED) {
      return;
    }
    FlowRecord record = receipts.get();
    try {
      record.setEdge(receiving.edgeTo(actor));
      record.thread = thread.threadName;
      describe(record, call, message, shape);
      if (isKept(record, record.edge, sampler, thread)) {
        record.kind = EventKind.RECEIVED;
        announce(record, thread);
      }
    } finally {
      record.clear();
    }
  }

  private void describe(
      FlowRecord record, Call call, @Nullable Object message, @Nullable MessageShape shape) {
    if (message == null || shape == null) {
      String type = message == null ? "null" : ActorNaming.simpleName(message.getClass());
      record.setType(names.of(type));
      record.sizeBytes = 0;
    } else {
      Object before = call.message;
      call.message = message;
      shape.describe(call, message, record, names);
      call.message = before;
    }
  }

  private static boolean isKept(
      FlowRecord record, Edge edge, Sampler sampler, ThreadContext thread) {
    if (sampler.keepsAll) {
      return true;
    }
    Verdict verdict = sampler.of(edge);
    double rate =
        verdict.needsMessage() ? verdict.rate(record.type, record.sizeBytes) : verdict.rate();
    double weight = sampler.draw(verdict, rate, thread);
    record.weight = weight;
    return weight != Sampler.LEFT_OUT;
  }

  private void announce(FlowRecord record, ThreadContext thread) {
    record.sequence = thread.nextSequence();
    record.startNs = thread.monotonic(clock.at(System.nanoTime()));
    recorder.announce(record, thread);
  }
}
