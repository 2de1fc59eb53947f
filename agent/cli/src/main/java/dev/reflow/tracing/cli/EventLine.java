package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.event.EventView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one line of {@code tail} says, kept beyond the view it was read from. Immutable.
 *
 * @param startNs when the send began, nanoseconds since the epoch
 * @param depth messages waiting at the receiver; -1 where not known
 * @param messageId null when the message has none
 * @param error why the send failed; null where it did not
 */
record EventLine(
    long startNs,
    EventKind kind,
    Edge edge,
    String type,
    long sizeBytes,
    boolean sizeEstimated,
    long durationNs,
    boolean incomplete,
    int depth,
    @Nullable Object messageId,
    @Nullable String error)
    implements Timed {

  private static final long NS_PER_SECOND = 1_000_000_000L;

  static EventLine of(EventView event) {
    return new EventLine(
        event.startNs(),
        event.kind(),
        event.edge(),
        event.type(),
        event.sizeBytes(),
        event.isSizeEstimated(),
        event.durationNs(),
        event.isIncomplete(),
        event.depth(),
        event.messageId(),
        event.error());
  }

  Instant start() {
    return Instant.ofEpochSecond(
        Math.floorDiv(startNs, NS_PER_SECOND), Math.floorMod(startNs, NS_PER_SECOND));
  }

  String from(Detail detail) {
    return end(edge.sourceActor(), edge.sourcePort(), detail);
  }

  String to(Detail detail) {
    return end(edge.destinationActor(), edge.destinationPort(), detail);
  }

  private static String end(String actor, String port, Detail detail) {
    return Shortening.printable(detail.hasPorts() ? actor + "." + port : actor);
  }

  String typeText() {
    return Shortening.printable(type);
  }

  /** The size; {@code ~} marks an estimate. */
  String sizeText() {
    return (sizeEstimated ? "~" : "") + Figures.bytes(sizeBytes);
  }

  /**
   * How long it took, of a flow; {@code >} marks a lower bound. Of other events, what they tell.
   */
  String durationText() {
    if (kind != EventKind.FLOW) {
      return kind == EventKind.SENT ? "sent" : "received";
    }
    return (incomplete ? ">" : "") + Figures.duration(durationNs);
  }

  String depthText() {
    return depth < 0 ? "" : Integer.toString(depth);
  }

  String idText() {
    return messageId == null ? "" : Shortening.printable(messageId.toString());
  }

  String errorText() {
    return error == null ? "" : "✗ " + Shortening.printable(error);
  }
}
