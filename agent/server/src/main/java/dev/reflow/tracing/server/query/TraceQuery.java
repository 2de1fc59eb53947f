package dev.reflow.tracing.server.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * QUERY of the protocol; null is any. Immutable.
 *
 * @param status the name of a STATUS
 * @param eventTypes names of EVENT_TYPE
 * @param filters predicates over events, of which a trace needs one that fulfils all
 */
public record TraceQuery(
    @Nullable String flowId,
    @Nullable UUID executionId,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String status,
    @Nullable String actor,
    @Nullable List<String> eventTypes,
    List<String> filters,
    int limit,
    int offset) {}
