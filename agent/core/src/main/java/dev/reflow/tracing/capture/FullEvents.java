package dev.reflow.tracing.capture;

import dev.reflow.tracing.content.ContentCapture;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import org.jspecify.annotations.Nullable;

/**
 * Records what was asked for beyond flows: that a send begins, that a handling begins, what the
 * message holds. Made anew when the settings change. On the application's threads; a JVM of which
 * only flows are wanted has none of these.
 */
final class FullEvents {

  private final Wanted wanted;
  private final @Nullable ContentCapture content;
  private final NameTable names;
  private final WallClock clock;
  private final Recorder recorder;
  private final @Nullable Causality causality;
  private final ThreadLocal<FlowRecord> receipts = ThreadLocal.withInitial(FlowRecord::new);

  FullEvents(
      Wanted wanted,
      NameTable names,
      WallClock clock,
      Recorder recorder,
      @Nullable Causality causality,
      Log log) {
    this.causality = causality;
    this.wanted = wanted;
    this.content = wanted.content().isNothing() ? null : new ContentCapture(wanted.content(), log);
    this.names = names;
    this.clock = clock;
    this.recorder = recorder;
  }

  /**
   * A send that is recorded is about to begin; its message's facts are in the frame's record. Where
   * the message is only known when the send ends, there is nothing to say before.
   */
  void atSend(SendFrame frame, ConnectorSite site) {
    if (site.messageIsResult()) {
      return;
    }
    // A connector that does not tell its receiver may only carry sends that do, which are the
    // flows.
    if (wanted.sent() && frame.knownTo) {
      announceSend(frame);
    }
    look(frame.message, frame.record);
  }

  /** Looks into a message that is to be recorded in full: before it goes, since it may change. */
  void look(@Nullable Object message, FlowRecord record) {
    if (content != null && message != null) {
      content.capture(message, record.content());
    }
  }

  private void announceSend(SendFrame frame) {
    FlowRecord record = frame.record;
    record.kind = EventKind.SENT;
    record.durationNs = 0;
    try {
      announce(record, frame.thread);
    } catch (Throwable failed) {
      // The flow is worth having without it.
      recorder.lose(Fate.CAPTURE_FAILED);
    } finally {
      record.kind = EventKind.FLOW;
    }
  }

  /** {@code handling} of the message of {@code call} has begun; its cause is known. */
  void atHandling(Handling handling, ReceiverSite site, Call call, Sampler sampler) {
    ActorName actor = handling.actor;
    if (!wanted.received() || actor == null || actor.isIgnored()) {
      return;
    }
    FlowRecord record = receipts.get();
    try {
      if (receive(handling, site, call, record) && isKept(handling, record, sampler)) {
        announce(record, handling.thread);
      }
    } catch (Throwable failed) {
      // Thrown on, it would leave the handling without an end.
      recorder.lose(Fate.CAPTURE_FAILED);
    } finally {
      record.clear();
    }
  }

  /** Puts all there is to say into {@code record}, unless the rule leaves such messages out. */
  private boolean receive(Handling handling, ReceiverSite site, Call call, FlowRecord record) {
    ReceivedMessage receiving = site.received();
    Object message = receiving.read(call.messageArgument);
    MessageShape shape = message == null ? null : receiving.shape(message);
    ActorName actor = handling.actor;
    if (shape == MessageShape.IGNORED || actor == null) {
      return false;
    }
    record.kind = EventKind.RECEIVED;
    record.setEdge(receiving.edgeTo(actor));
    record.thread = handling.thread.threadName;
    if (causality != null) {
      causality.cause(handling.cause, record);
    }
    describe(record, call, message, shape);
    return true;
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

  /** Whether the flow was recorded that delivered the message; where that is not known, a draw. */
  private static boolean isKept(Handling handling, FlowRecord record, Sampler sampler) {
    if (sampler.keepsAll || handling.cause.isPresent()) {
      return true;
    }
    Verdict verdict = sampler.of(record.edge);
    double rate =
        verdict.needsMessage() ? verdict.rate(record.type, record.sizeBytes) : verdict.rate();
    double weight = sampler.draw(verdict, rate, handling.thread);
    record.weight = weight;
    return weight != Sampler.LEFT_OUT;
  }

  private void announce(FlowRecord record, ThreadContext thread) {
    record.sequence = thread.nextSequence();
    record.startNs = thread.monotonic(clock.at(System.nanoTime()));
    recorder.announce(record, thread);
  }
}
