package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.event.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event that a {@link ReflowServer} got, checked as its decoder would: each field that is not
 * optional is there and of its type.
 *
 * @param id its event id
 * @param traceId the trace that it was recorded in
 * @param fields the EVENT
 */
public record RecordedEvent(String id, String traceId, Map<String, @Nullable Object> fields) {

  /** Reads a {@code RecordEvent} request, or an array of such. */
  static List<RecordedEvent> readAll(String text) {
    Object value = Json.read(text);
    return value instanceof List<?> requests
        ? requests.stream().map(request -> read(Json.asObject(request))).toList()
        : List.of(read(Json.asObject(value)));
  }

  private static RecordedEvent read(Map<String, @Nullable Object> whole) {
    Map<String, @Nullable Object> event = Json.asObject(Json.at(whole, "RecordEvent", "event"));
    RecordedEvent read =
        new RecordedEvent(uuid(event, "event_id"), uuid(whole, "RecordEvent", "trace_id"), event);
    read.check();
    return read;
  }

  /** A field of {@code custom_attributes}; null where it is missing. */
  public @Nullable Object attribute(String name) {
    return Json.asObject(Json.at(fields, "data", "custom_attributes")).get(name);
  }

  /** From where to where: {@code reader.out -> writer.in}. */
  public String edge() {
    return "%s.%s -> %s.%s"
        .formatted(
            attribute("source_actor"),
            attribute("source_port"),
            attribute("destination_actor"),
            attribute("destination_port"));
  }

  private void check() {
    Instant.parse(text("timestamp"));
    text("event_type", "DataFlow", "to_actor");
    text("event_type", "DataFlow", "to_port");
    text("actor_id");
    text("data", "message", "message_type");
    number(Long.class, "data", "message", "size_bytes");
    text("data", "message", "checksum");
    need(List.class, "data", "message", "serialized_data");
    number(Long.class, "data", "performance_metrics", "execution_time_ns");
    number(Long.class, "data", "performance_metrics", "memory_usage_bytes");
    number(Double.class, "data", "performance_metrics", "cpu_usage_percent");
    number(Long.class, "data", "performance_metrics", "queue_depth");
    number(Double.class, "data", "performance_metrics", "throughput_msgs_per_sec");
    need(Map.class, "data", "custom_attributes");
    uuid(fields, "causality", "root_cause_event_id");
    need(List.class, "causality", "dependency_chain");
    text("causality", "span_id");
  }

  private String text(String... path) {
    return need(String.class, path);
  }

  private void number(Class<? extends Number> type, String... path) {
    if (need(type, path).doubleValue() < 0) {
      throw new IllegalArgumentException(String.join(".", path) + " is negative");
    }
  }

  private <T> T need(Class<T> type, String... path) {
    Object value = Json.at(fields, path);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(String.join(".", path) + " is " + value);
    }
    return type.cast(value);
  }

  private static String uuid(Map<String, @Nullable Object> object, String... path) {
    return UUID.fromString((String) Objects.requireNonNull(Json.at(object, path))).toString();
  }
}
