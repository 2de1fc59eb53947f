package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.EventIds;
import dev.reflow.tracing.event.FlowRecord;
import org.jspecify.annotations.Nullable;

/**
 * Links each send to the event that delivered the message which was being handled when it was sent.
 * A message that was sent is found again by its handler: through the fields of its carrier, where
 * the carrier has them, else by the message's identity and the receiving actor. Any thread; keeps
 * nothing of the application's alive and allocates nothing.
 */
final class Causality {

  private final long processId;
  private final Carriers carriers;
  private final Receivers receivers = new Receivers();
  private final EdgeTable edges;
  private final CauseTable table;
  private final CauseChain chain;
  private final SpanReaders spans;

  /** Whether sampling leaves flows out: then a message may come that has no event. */
  private boolean leavesOut;

  Causality(long processId, EdgeTable edges, SpanReaders spans) {
    this.spans = spans;
    this.processId = processId;
    this.edges = edges;
    this.carriers = new Carriers();
    this.table = new CauseTable(processId);
    this.chain = new CauseChain(processId);
  }

  /** To be told whenever the sampling changes. */
  void sampling(boolean keepsAll) {
    leavesOut = !keepsAll;
  }

  /** Messages on their way whose event was forgotten because others needed the room. */
  long forgotten() {
    return table.evicted();
  }

  /** A carrier was made on a thread whose cause is {@code maker}. */
  void made(@Nullable Object carrier, @Nullable Cause maker) {
    if (carrier != null) {
      CarrierFields fields = carriers.ofNew(carrier);
      if (maker != null && fields != CarrierFields.NONE) {
        chain.add(maker);
        fields.made(carrier, maker);
      }
    }
  }

  /** A flow is about to begin: gives it its parent, and the span of another tracing. */
  void cause(SendFrame frame) {
    spans.addTo(frame.record);
    Object carried = frame.carried();
    CarrierFields fields = carriers.of(carried);
    if (carried != null && fields != CarrierFields.NONE) {
      fields.cause(carried, frame.record, chain);
      return;
    }
    Cause cause = frame.thread.cause();
    if (cause != null) {
      cause(cause, frame.record);
    }
  }

  /** Makes {@code parent} the parent of {@code record}'s event. */
  void cause(Cause parent, FlowRecord record) {
    if (parent.isPresent()) {
      chain.add(parent);
      parent.causes(record);
      chain.read(parent.depth, parent.above, record);
    }
  }

  /** A flow has begun, its start and number are set; its message may not be known yet. */
  void begin(SendFrame frame) {
    FlowRecord record = frame.record;
    Object carried = frame.carried();
    CarrierFields fields = carriers.of(carried);
    if (carried != null && fields != CarrierFields.NONE) {
      fields.sent(
          carried, record, EventIds.high(record.startNs), EventIds.low(processId, record.sequence));
    } else if (carried != null) {
      enter(frame, carried);
    }
  }

  /** The message of a flow that has begun is what its call returned. */
  void returned(SendFrame frame, Object message) {
    Handling handling = frame.thread.handling();
    ActorName actor = handling == null ? null : handling.actor;
    if (handling != null
        && actor != null
        && actor.text().equals(frame.record.edge.destinationActor())) {
      // It is handled right here, by the handler that asked for it.
      FlowRecord record = frame.record;
      setTo(record, handling.cause);
    } else {
      enter(frame, message);
    }
  }

  private void setTo(FlowRecord record, Cause cause) {
    long high = EventIds.high(record.startNs);
    long low = EventIds.low(processId, record.sequence);
    cause.set(
        high,
        low,
        record.caused ? record.rootHigh : high,
        record.caused ? record.rootLow : low,
        record.caused ? record.chainDepth : 0);
    cause.above = record.parentLow;
  }

  private void enter(SendFrame frame, Object message) {
    int target = target(frame);
    if (receivers.mayHandle(target)) {
      frame.entry = table.put(key(message, target), frame.record);
    }
  }

  private int target(SendFrame frame) {
    return frame.knownTo ? edges.target(frame.record.edge.id()) : Receivers.ANY;
  }

  /** A flow is left out by sampling: what that which it carries causes has no parent. */
  void leaveOut(@Nullable Object carried) {
    CarrierFields fields = carriers.of(carried);
    if (carried != null && fields != CarrierFields.NONE) {
      fields.sentUnseen(carried);
    }
  }

  /**
   * The send of {@code frame} ended with an exception, or turned out to be no flow.
   *
   * @param failed whether it ended with an exception; its message may have been delivered
   */
  void withdraw(SendFrame frame, boolean failed) {
    Object message = frame.carried();
    long key = message == null ? 0 : key(message, target(frame));
    table.withdraw(frame.entry, key, frame.record.sequence, failed && !leavesOut);
    frame.entry = CauseTable.NONE;
  }

  /**
   * Finds the event that delivered {@code message} to {@code actor}, for the handling that begins.
   *
   * @param inside whether the handling may only carry on the one around it: then it is one of its
   *     own only where the message was sent to the actor
   * @return whether the handling is one of its own
   */
  boolean receive(Handling handling, ActorName actor, @Nullable Object message, boolean inside) {
    CarrierFields fields = carriers.of(message);
    if (message != null && fields != CarrierFields.NONE) {
      boolean unused = fields.readSender(message, handling.cause);
      return !inside;
    }
    receivers.handles(actor.id());
    if (message == null || actor.isIgnored()) {
      return !inside;
    }
    long key = key(message, actor.id());
    Handling around = handling.outer;
    if (inside && around != null && around.key == key && !handling.inSend) {
      return false;
    }
    handling.key = key;
    boolean keeps = keeps(message);
    int how = (inside ? CauseTable.LIVE_ONLY : 0) | (keeps ? CauseTable.KEEP : 0);
    handling.mayComeAgain = keeps && table.take(key, how, handling.cause);
    boolean found =
        handling.mayComeAgain
            || (!keeps && table.take(key, how, handling.cause))
            || table.take(key(message, Receivers.ANY), how | CauseTable.ALONE, handling.cause);
    return found || !inside;
  }

  /** A handling ended with an exception: its message may come again. */
  void failed(Handling handling) {
    Cause cause = handling.cause;
    if (!handling.mayComeAgain || !cause.isPresent()) {
      return;
    }
    // Garbage, but no more than the exception.
    FlowRecord event = new FlowRecord();
    event.startNs = cause.startNs;
    event.sequence = EventIds.sequence(processId, cause.low);
    event.caused = cause.depth > 0;
    event.chainDepth = cause.depth;
    event.rootHigh = cause.rootHigh;
    event.rootLow = cause.rootLow;
    event.parentLow = cause.above;
    table.fail(handling.key, event);
  }

  /** Constants and values are one object for many messages: one that is handled may be another. */
  private boolean keeps(Object message) {
    return !leavesOut
        && !(message instanceof Enum
            || message instanceof String
            || message instanceof Number
            || message instanceof Boolean
            || message instanceof Character);
  }

  private static long key(Object message, int actor) {
    return (long) System.identityHashCode(message) << 33
        | (long) actor << 16
        | (message.getClass().hashCode() & 0xFFFF);
  }
}
