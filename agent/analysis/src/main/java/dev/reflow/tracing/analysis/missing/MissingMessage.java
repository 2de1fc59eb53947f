package dev.reflow.tracing.analysis.missing;

import dev.reflow.tracing.analysis.FlowEdge;
import org.jspecify.annotations.Nullable;

/**
 * One message that did not arrive. Immutable.
 *
 * @param messageId null where the message has none
 * @param type the message's type
 * @param startNs when its send began, nanoseconds since the epoch
 * @param incomplete whether there is a flow that never completed, and not just none
 */
public record MissingMessage(
    FlowEdge edge, @Nullable String messageId, String type, long startNs, boolean incomplete) {}
