package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.FlowRecord;
import org.jspecify.annotations.Nullable;

/**
 * A send that has begun and not ended: what advice holds between entry and exit. Frames belong to
 * one thread and are used again, so a send allocates nothing.
 */
final class SendFrame extends Call {

  /** What becomes of the frame when its send ends. */
  enum Outcome {
    /** It is the flow: it becomes an event, or is counted and no more. */
    FLOW,
    /** It only carries on a send that is traced already. */
    PART_OF_OUTER,
    /** Sends inside of it, which know their ends, are the flows. */
    CARRIED_BY_INNER,
    /** The rule leaves it out. */
    IGNORED
  }

  final ThreadContext thread;

  /** Where in the thread's stack the frame stands. */
  final int index;

  final FlowRecord record = new FlowRecord();

  /** The woven method of the present send, or of the last one: nothing of the application's. */
  private @Nullable ConnectorSite site;

  private boolean open;

  Outcome outcome = Outcome.FLOW;

  /** Whether sampling has left the flow out: it is counted and no more. */
  boolean isLeftOut;

  /** The short way that the send takes; null if it takes the long one. */
  private @Nullable Lane lane;

  long startNanoTime;

  /** Whether both ends of the edge were told, not made up. */
  boolean knownEnds;

  /** Whether the receiving actor was told, not made up. */
  boolean knownTo;

  /** What reaches the receiver, where the rule says that it is not the message. */
  @Nullable Object carrier;

  /** Where {@link Causality} keeps what the message causes. */
  int entry = CauseTable.NONE;

  /** The send that this one is a part of; null where it stands for itself. */
  @Nullable SendFrame outer;

  /** Whether facts were put into the record, and are to be cleared. */
  boolean isDescribed;

  /** Whether the roots of the call are set, and to be let go of. */
  private boolean hasRoots;

  SendFrame(ThreadContext thread, int index) {
    this.thread = thread;
    this.index = index;
    record.thread = thread.threadName;
  }

  /** The woven method; null once the send has ended. */
  @Nullable ConnectorSite site() {
    return open ? site : null;
  }

  /** Begins a send of {@code message} by {@code connector}, which may be null. */
  void begin(ConnectorSite method, @Nullable Object connector, @Nullable Object carried) {
    // A reference is stored only where it differs, see FlowRecord.setEdge.
    if (site != method) {
      site = method;
    }
    open = true;
    self = connector;
    message = carried;
  }

  /** Sets what expressions may start from beyond the connector and the message. */
  void setRoots(
      WovenSend method,
      @Nullable Object carrying,
      @Nullable Object other,
      @Nullable Object @Nullable [] all) {
    hasRoots = true;
    messageArgumentIndex = method.argument();
    messageArgument = carrying;
    otherArgumentIndex = method.otherArgument();
    otherArgument = other;
    arguments = all;
  }

  void setResult(@Nullable Object returned) {
    hasRoots = true;
    result = returned;
  }

  void setEdge(Edge edge, boolean knowsFrom, boolean knowsTo) {
    record.setEdge(edge);
    knownTo = knowsTo;
    knownEnds = knowsFrom && knowsTo;
  }

  /** What reaches the receiver; null where it is known only when the call returns. */
  @Nullable Object carried() {
    return carrier != null ? carrier : message;
  }

  /** Whether it stands for itself, recorded or not. */
  boolean isFlow() {
    return outcome == Outcome.FLOW;
  }

  /** The short way that the send takes; null if it takes the long one. */
  @Nullable Lane lane() {
    return lane;
  }

  void setLane(@Nullable Lane taken) {
    if (lane != taken) {
      lane = taken;
    }
  }

  /** Where the flow is counted. */
  EdgeCounter counter() {
    Lane taken = lane;
    return taken != null ? taken.counter : thread.counters.of(record.edge);
  }

  /** Whether it stands for itself and becomes an event. */
  boolean isRecorded() {
    return outcome == Outcome.FLOW && !isLeftOut;
  }

  void setIgnored() {
    outcome = Outcome.IGNORED;
  }

  /**
   * Whether this send only carries on {@code enclosing}: the same connector again, or the same
   * message on its way through another. The same message going on from the actor that the other
   * delivers to is a flow of its own.
   */
  boolean carriesOn(SendFrame enclosing) {
    if (self != null && self == enclosing.self) {
      return true;
    }
    if (message == null || message != enclosing.message) {
      return false;
    }
    boolean next =
        knownEnds
            && enclosing.knownEnds
            && record.edge.sourceActor().equals(enclosing.record.edge.destinationActor());
    return !next;
  }

  /** Settles what this send is, now that its ends are known. */
  void settle(@Nullable SendFrame enclosing) {
    if (enclosing == null || outcome == Outcome.IGNORED || !carriesOn(enclosing)) {
      return;
    }
    outer = enclosing;
    boolean outerStands =
        enclosing.outcome == Outcome.PART_OF_OUTER || (enclosing.isFlow() && enclosing.knownEnds);
    if (outerStands || !knownEnds) {
      outcome = Outcome.PART_OF_OUTER;
      return;
    }
    for (SendFrame at = enclosing; at != null; at = at.outer) {
      at.outcome = Outcome.CARRIED_BY_INNER;
    }
  }

  /** Lets go of everything of the application's. */
  void clear() {
    self = null;
    message = null;
    if (hasRoots) {
      hasRoots = false;
      carrier = null;
      clearCall();
    }
    entry = CauseTable.NONE;
    if (isDescribed) {
      isDescribed = false;
      record.clearFacts();
    }
    open = false;
    if (outer != null) {
      outer = null;
    }
    knownEnds = false;
    isLeftOut = false;
    if (outcome != Outcome.FLOW) {
      outcome = Outcome.FLOW;
    }
  }
}
