package dev.reflow.tracing.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The attributes' part of {@link JacksonEventJson}. */
final class JacksonAttributes {

  private static final Set<String> OURS =
      Set.of(
          "source_actor",
          "source_port",
          "destination_actor",
          "destination_port",
          "message_id",
          "correlation_id",
          "priority",
          "protocol",
          "compression",
          "service",
          "flow_id",
          "thread",
          "sample_weight",
          "size_estimated",
          "queue_depth_known",
          "incomplete",
          "content_type",
          "content_truncated");

  void write(JsonGenerator json, EventView event) {
    writeEdge(json, event);
    json.writeStringProperty("compression", "none");
    writeProcess(json, event);
    json.writeNumberProperty("sample_weight", event.weight());
    if (event.isSizeEstimated()) {
      json.writeBooleanProperty("size_estimated", true);
    }
    if (event.depth() < 0) {
      json.writeBooleanProperty("queue_depth_known", false);
    }
    if (event.isIncomplete()) {
      json.writeBooleanProperty("incomplete", true);
    }
    Content.Form content = event.contentForm();
    if (content != null) {
      json.writeStringProperty("content_type", content.mediaType());
      if (event.isContentCut()) {
        json.writeBooleanProperty("content_truncated", true);
      }
    }
    event.forEachAttribute(
        (key, value) -> writeValue(json, OURS.contains(key) ? "attribute." + key : key, value));
  }

  private static void writeEdge(JsonGenerator json, EventView event) {
    Edge edge = event.edge();
    json.writeStringProperty("source_actor", edge.sourceActor());
    json.writeStringProperty("source_port", edge.sourcePort());
    json.writeStringProperty("destination_actor", edge.destinationActor());
    json.writeStringProperty("destination_port", edge.destinationPort());
    writeId(json, "message_id", event.messageId());
    writeId(json, "correlation_id", event.correlationId());
    writeValue(json, "priority", event.priority());
    json.writeStringProperty("protocol", edge.protocol());
  }

  private static void writeProcess(JsonGenerator json, EventView event) {
    ProcessInfo process = event.process();
    json.writeStringProperty("service", process.service());
    if (!process.flowId().equals(process.service())) {
      json.writeStringProperty("flow_id", process.flowId());
    }
    json.writeStringProperty("thread", event.thread());
  }

  private static void writeId(JsonGenerator json, String name, @Nullable Object id) {
    if (id != null) {
      json.writeStringProperty(name, id.toString());
    }
  }

  private static void writeValue(JsonGenerator json, String name, @Nullable Object value) {
    if (value == null) {
      return;
    }
    json.writeName(name);
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      // Texts, UUIDs, and the numbers that JSON does not have.
      json.writeString(value.toString());
    }
  }
}
