package dev.reflow.tracing.capture;

import dev.reflow.tracing.capture.EdgeTable.Route;
import dev.reflow.tracing.event.Edge;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one connector instance: kept in the field woven into its class, or in a weak
 * map. All fields but the counter are final, so any thread may read it however it got it.
 */
final class ConnectorState {

  /** How often endpoints that read as null are asked for again. */
  static final int ALL_RETRIES = 10;

  /** Who read it: a state of another rule is of no use. */
  final Endpoints readBy;

  /** The sending actor; null where it is whoever's message is being handled, or differs by call. */
  final @Nullable ActorName from;

  /** The rest of the edge; null where it differs by call. */
  final @Nullable Route route;

  /** Whether the receiving actor was told by the connector, not made up from its class. */
  final boolean knownTo;

  /** The edge, where neither side differs by call. */
  final @Nullable Edge edge;

  /** Whether nothing is left to find out: the edge holds for every send from now on. */
  final boolean fixed;

  /** Reads the queue's depth; null where the connector has none. */
  final @Nullable ExpressionReader depth;

  // Racy on purpose: a retry more or less does no harm.
  private int retriesLeft;

  /** The short way of one thread. Racy on purpose: all that others read of it is final. */
  private @Nullable Lane lane;

  ConnectorState(
      Endpoints readBy,
      @Nullable ActorName from,
      @Nullable Route route,
      boolean knownTo,
      @Nullable Edge edge,
      @Nullable ExpressionReader depth,
      int retriesLeft) {
    this.readBy = readBy;
    this.from = from;
    this.route = route;
    this.knownTo = knownTo;
    this.edge = edge;
    this.depth = depth;
    this.retriesLeft = retriesLeft;
    this.fixed = edge != null && retriesLeft == 0;
  }

  /** The calling thread's lane through the woven method {@code number}; null if it has none. */
  @Nullable Lane lane(int number) {
    Lane known = lane;
    return known != null && known.isFor(number) ? known : null;
  }

  /** Whether some thread has a lane. */
  boolean hasLane() {
    return lane != null;
  }

  /** Gives the short way to a thread. */
  void setLane(Lane next) {
    lane = next;
  }

  int retriesLeft() {
    return retriesLeft;
  }

  /** Whether endpoints that had no value yet are to be read again; counts the retry. */
  boolean takeRetry() {
    return retriesLeft > 0 && retriesLeft-- > 0;
  }
}
