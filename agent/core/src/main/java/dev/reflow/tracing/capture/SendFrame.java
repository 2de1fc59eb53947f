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
    /** It is the flow, and becomes an event. */
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
  @Nullable ConnectorSite site;
  Outcome outcome = Outcome.FLOW;
  long startNanoTime;

  /** Whether both ends of the edge were told, not made up. */
  boolean knownEnds;

  /** The send that this one is a part of; null where it stands for itself. */
  @Nullable SendFrame outer;

  SendFrame(ThreadContext thread, int index) {
    this.thread = thread;
    this.index = index;
  }

  void setEdge(Edge edge, boolean known) {
    record.edge = edge;
    knownEnds = known;
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
    if (outcome == Outcome.IGNORED || enclosing == null || !carriesOn(enclosing)) {
      return;
    }
    outer = enclosing;
    boolean outerStands =
        enclosing.outcome == Outcome.PART_OF_OUTER
            || (enclosing.outcome == Outcome.FLOW && enclosing.knownEnds);
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
    clearCall();
    record.clear();
    site = null;
    outcome = Outcome.FLOW;
    knownEnds = false;
    outer = null;
  }
}
