package dev.reflow.tracing.analysis;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as its source shows it: a window that need not hold once the analysis has returned, so
 * that a source of millions makes no object for each.
 */
public interface Flow {

  FlowKind kind();

  /**
   * The same object for the same edge, as far as the source can: analyses look it up by identity.
   */
  FlowEdge edge();

  /** When the send began, nanoseconds since the epoch. */
  long startNs();

  /** From start to completion, nanoseconds. */
  long durationNs();

  /** Whether the flow never completed: the duration is a lower bound. */
  boolean isIncomplete();

  /** The message's size in bytes. */
  long sizeBytes();

  /** Messages waiting at the receiver; -1 where not known. */
  int depth();

  /** How many flows this one stands for. */
  double weight();

  /** The message's type. */
  String type();

  /** Null when the message has none. */
  @Nullable String messageId();

  /** Why the send failed; null where it did not. */
  @Nullable String error();

  UUID eventId();

  /** The event that delivered the message being handled when this one was sent; null for a root. */
  @Nullable UUID parentId();

  /** The first event of the chain: this one's own id for a root. */
  UUID rootId();
}
