package dev.reflow.e2e;

import dev.reflow.tracing.event.Json;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An EVENT of the Reflow protocol, with what is in it. */
record WireEvent(UUID traceId, Map<String, @Nullable Object> json) {

  /** From a line of the file sink. */
  static WireEvent ofLine(String line) {
    Map<String, @Nullable Object> json = Json.object(line);
    return new WireEvent(UUID.fromString((String) required(json, "trace_id")), json);
  }

  UUID eventId() {
    return UUID.fromString((String) required(json, "event_id"));
  }

  String from() {
    return (String) required(json, "data", "custom_attributes", "source_actor");
  }

  String to() {
    return (String) required(json, "data", "custom_attributes", "destination_actor");
  }

  @Nullable String messageId() {
    return (String) Json.asObject(Json.at(json, "data", "custom_attributes")).get("message_id");
  }

  @Nullable String error() {
    return (String) Json.at(json, "data", "error");
  }

  /** The ends without the ports. */
  String ends() {
    return from() + " -> " + to();
  }

  private static Object required(Map<String, @Nullable Object> json, String... path) {
    return Objects.requireNonNull(
        Json.at(json, path), () -> String.join(".", path) + " in " + json);
  }
}
