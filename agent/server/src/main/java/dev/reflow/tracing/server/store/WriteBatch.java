package dev.reflow.tracing.server.store;

import dev.reflow.tracing.server.event.StoredEvent;
import java.util.List;

/** What is written in one transaction. Immutable. */
public record WriteBatch(List<StoredEvent> events, List<TraceHead> traces) {}
