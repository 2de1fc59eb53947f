package dev.reflow.tracing.analysis.lineage;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowEdge;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One flow of a lineage. Immutable.
 *
 * @param parentId the event that caused it; null for a root
 * @param messageId null when the message has none
 * @param startNs when the send began, nanoseconds since the epoch
 * @param durationNs from start to completion, nanoseconds
 * @param incomplete whether it never completed: the duration is a lower bound
 * @param error why it failed; null where it did not
 */
public record Hop(
    UUID eventId,
    @Nullable UUID parentId,
    FlowEdge edge,
    String type,
    @Nullable String messageId,
    long startNs,
    long durationNs,
    boolean incomplete,
    long sizeBytes,
    @Nullable String error) {

  static Hop of(Flow flow) {
    return new Hop(
        flow.eventId(),
        flow.parentId(),
        flow.edge(),
        flow.type(),
        flow.messageId(),
        flow.startNs(),
        flow.durationNs(),
        flow.isIncomplete(),
        flow.sizeBytes(),
        flow.error());
  }

  /** When it completed, nanoseconds since the epoch. */
  public long endNs() {
    return startNs + durationNs;
  }
}
