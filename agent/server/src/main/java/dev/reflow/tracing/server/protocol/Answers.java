package dev.reflow.tracing.server.protocol;

import dev.reflow.tracing.server.event.EventWriter;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.event.WireTime;
import dev.reflow.tracing.server.query.Traces.Page;
import dev.reflow.tracing.server.query.Traces.Trace;
import dev.reflow.tracing.server.store.TraceHead;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The protocol's answers as JSON. Stateless; any thread. */
final class Answers {

  static final String PONG = "\"Pong\"";
  static final String RECORDED = "{\"EventRecorded\":{\"success\":true,\"error\":null}}";

  /** CODE of the protocol. */
  static final String INVALID = "InvalidRequest";

  static final String STORAGE = "StorageError";
  static final String SERIALIZATION = "SerializationError";

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int LONGEST_CHAIN = 64;
  private static final String NO_VERSION =
      "{\"major\":0,\"minor\":0,\"patch\":0,\"git_hash\":null,\"timestamp\":\"%s\"}";

  private Answers() {}

  static String write(Consumer<JsonGenerator> writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      writing.accept(json);
    }
    return text.toString();
  }

  private static String wrap(String name, Consumer<JsonGenerator> fields) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart(name);
          fields.accept(json);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  static String error(String message, String code) {
    return wrap(
        "Error",
        json -> {
          json.writeStringProperty("message", message);
          json.writeStringProperty("code", code);
        });
  }

  static String withTraceId(String name, UUID id) {
    return wrap(name, json -> json.writeStringProperty("trace_id", id.toString()));
  }

  static String traceData(@Nullable Trace trace) {
    return wrap(
        "TraceData",
        json -> {
          json.writeName("trace");
          if (trace == null) {
            json.writeNull();
          } else {
            writeTrace(json, trace);
          }
        });
  }

  static String queryResults(Page page) {
    return wrap(
        "QueryResults",
        json -> {
          json.writeArrayPropertyStart("traces");
          page.traces().forEach(trace -> writeTrace(json, trace));
          json.writeEndArray();
          json.writeNumberProperty("total_count", page.total());
        });
  }

  static String flowVersions(List<String> versions) {
    return wrap(
        "FlowVersions",
        json -> {
          json.writeArrayPropertyStart("versions");
          versions.forEach(json::writeRawValue);
          json.writeEndArray();
        });
  }

  private static void writeTrace(JsonGenerator json, Trace trace) {
    TraceHead head = trace.head() == null ? derived(trace) : trace.head();
    json.writeStartObject();
    json.writeStringProperty("trace_id", trace.id().toString());
    json.writeStringProperty("flow_id", head.flowId());
    json.writeStringProperty("execution_id", head.executionId().toString());
    json.writeName("version");
    json.writeRawValue(head.version());
    json.writeStringProperty("start_time", WireTime.format(head.startNs()));
    Long end = head.endNs();
    json.writeStringProperty("end_time", end == null ? null : WireTime.format(end));
    json.writeName("status");
    json.writeRawValue(head.status());
    json.writeArrayPropertyStart("events");
    Map<UUID, StoredEvent> byId = new HashMap<>();
    trace.events().forEach(event -> byId.put(event.eventId(), event));
    trace.events().forEach(event -> EventWriter.write(json, event, chain(event, byId)));
    json.writeEndArray();
    json.writeName("metadata");
    json.writeRawValue(head.metadata());
    json.writeEndObject();
  }

  /** What a trace's events say of it, where nobody has said more. */
  private static TraceHead derived(Trace trace) {
    List<StoredEvent> events = trace.events();
    StoredEvent first = events.get(0);
    long end = events.stream().mapToLong(it -> it.startNs + it.executionNs).max().orElse(0);
    String error =
        events.stream().map(it -> it.error).filter(it -> it != null).findFirst().orElse(null);
    return new TraceHead(
        trace.id(),
        first.flowId == null ? "" : first.flowId,
        trace.id(),
        NO_VERSION.formatted(WireTime.format(first.startNs)),
        first.startNs,
        end,
        error == null ? "\"Completed\"" : failed(error),
        metadata(first.service));
  }

  private static String failed(String error) {
    return wrap("Failed", json -> json.writeStringProperty("error", error));
  }

  static String metadata(@Nullable String service) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeNullProperty("user_id");
          json.writeNullProperty("session_id");
          json.writeStringProperty("environment", "");
          json.writeStringProperty("hostname", "");
          json.writeNumberProperty("process_id", 0);
          json.writeStringProperty("thread_id", "");
          json.writeObjectPropertyStart("tags");
          if (service != null) {
            json.writeStringProperty("service", service);
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** What caused the event, root first, as far as the trace's other events say. */
  private static List<UUID> chain(StoredEvent event, Map<UUID, StoredEvent> byId) {
    Deque<UUID> chain = new ArrayDeque<>();
    Set<UUID> seen = new HashSet<>();
    UUID at = event.parentId();
    while (at != null && chain.size() < LONGEST_CHAIN && seen.add(at)) {
      chain.addFirst(at);
      StoredEvent above = byId.get(at);
      at = above == null ? null : above.parentId();
    }
    if (event.hasParent() && !seen.contains(event.rootId())) {
      chain.addFirst(event.rootId());
    }
    return new ArrayList<>(chain);
  }
}
