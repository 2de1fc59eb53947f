package dev.reflow.tracing.server.protocol;

import dev.reflow.tracing.server.event.EventReader;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.store.TraceHead;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one TRACE with its events. Used once. */
final class TraceReader {

  private static final int MOST_EVENTS = 100_000;

  private final EventReader reader;
  private final byte[] frame;
  private final List<StoredEvent> events = new ArrayList<>();
  private @Nullable UUID traceId;
  private @Nullable String flowId;
  private @Nullable UUID executionId;
  private @Nullable String version;
  private @Nullable String status;
  private @Nullable String metadata;
  private @Nullable Long startNs;
  private @Nullable Long endNs;

  TraceReader(EventReader reader, byte[] frame) {
    this.reader = reader;
    this.frame = frame;
  }

  /** Reads it; {@code json} stands at its first brace. */
  Request.StoreTrace read(JsonParser json) throws MalformedException {
    Fields.requireObject(json, "trace");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      readField(json, name);
    }
    TraceHead head =
        new TraceHead(
            Fields.required(traceId, "trace_id"),
            Fields.required(flowId, "flow_id"),
            Fields.required(executionId, "execution_id"),
            Fields.required(version, "version"),
            Fields.required(startNs, "start_time"),
            endNs,
            Fields.required(status, "status"),
            Fields.required(metadata, "metadata"));
    for (StoredEvent event : events) {
      event.traceHigh = head.traceId().getMostSignificantBits();
      event.traceLow = head.traceId().getLeastSignificantBits();
      if (event.flowId == null) {
        event.flowId = head.flowId();
      }
    }
    return new Request.StoreTrace(head, events);
  }

  private void readField(JsonParser json, String name) throws MalformedException {
    switch (name) {
      case "trace_id" -> traceId = Fields.id(json, name);
      case "flow_id" -> flowId = Fields.text(json, name);
      case "execution_id" -> executionId = Fields.id(json, name);
      case "version" -> version = object(json, name);
      case "start_time" -> startNs = Fields.time(json, name);
      case "end_time" -> endNs = Fields.isNull(json) ? null : (Long) Fields.time(json, name);
      case "status" -> status = Fields.raw(json, frame);
      case "metadata" -> metadata = object(json, name);
      case "events" -> readEvents(json);
      default -> json.skipChildren();
    }
  }

  private String object(JsonParser json, String name) throws MalformedException {
    Fields.requireObject(json, name);
    return Fields.raw(json, frame);
  }

  private void readEvents(JsonParser json) throws MalformedException {
    Fields.requireArray(json, "events");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (events.size() >= MOST_EVENTS) {
        throw new MalformedException("more than " + MOST_EVENTS + " events in one trace");
      }
      events.add(reader.read(json, frame));
    }
  }
}
