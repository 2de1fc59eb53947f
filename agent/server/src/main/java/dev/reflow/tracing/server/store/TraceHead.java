package dev.reflow.tracing.server.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a trace beside its events. Immutable.
 *
 * @param executionId the run that it belongs to
 * @param version V of the protocol, as JSON
 * @param startNs nanoseconds since the epoch
 * @param endNs the same; null while it goes on
 * @param status STATUS of the protocol, as JSON
 * @param metadata of the protocol, as JSON
 */
public record TraceHead(
    UUID traceId,
    String flowId,
    UUID executionId,
    String version,
    long startNs,
    @Nullable Long endNs,
    String status,
    String metadata) {}
