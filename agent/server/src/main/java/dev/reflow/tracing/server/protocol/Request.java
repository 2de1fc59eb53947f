package dev.reflow.tracing.server.protocol;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.query.TraceQuery;
import dev.reflow.tracing.server.store.TraceHead;
import dev.reflow.tracing.server.subscribe.Filters;
import java.util.List;
import java.util.UUID;

/** What a client asks for. All immutable. */
sealed interface Request {

  /** Whether somebody is there. */
  record Ping() implements Request {}

  /**
   * Begins a trace.
   *
   * @param version V, as JSON
   */
  record StartTrace(String flowId, String version) implements Request {}

  /** Stores one event. */
  record RecordEvent(StoredEvent event) implements Request {}

  /** Stores a trace with its events. */
  record StoreTrace(TraceHead head, List<StoredEvent> events) implements Request {}

  /** Asks for one trace. */
  record GetTrace(UUID traceId) implements Request {}

  /** Asks for traces. */
  record QueryTraces(TraceQuery query) implements Request {}

  /** Asks for a flow's versions. */
  record GetFlowVersions(String flowId) implements Request {}

  /** Wants events as they come, instead of those it wanted before. */
  record Subscribe(Filters filters) implements Request {}

  /** Wants no events any more. */
  record Unsubscribe() implements Request {}

  /** Asks for the server's figures. */
  record GetMetrics() implements Request {}
}
