package dev.reflow.tracing.server.event;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes events as EVENT of the protocol, keys in its order. Stateless; any thread. */
public final class EventWriter {

  private static final String STATE_DIFF = "state_diff";

  private EventWriter() {}

  /** Writes {@code event}, whose causes are {@code chain}, root first. */
  public static void write(JsonGenerator json, StoredEvent event, List<UUID> chain) {
    Map<String, String> others = Attributes.raw(event.attributes);
    json.writeStartObject();
    json.writeStringProperty("event_id", event.eventId().toString());
    json.writeStringProperty("timestamp", WireTime.format(event.startNs));
    writeType(json, event);
    json.writeStringProperty("actor_id", orEmpty(event.sourceActor));
    json.writeObjectPropertyStart("data");
    json.writeStringProperty("port", event.sourcePort);
    writeMessage(json, event);
    json.writeName(STATE_DIFF);
    json.writeRawValue(others.getOrDefault(STATE_DIFF, "null"));
    json.writeStringProperty("error", event.error);
    writeMetrics(json, event);
    writeAttributes(json, event, others);
    json.writeEndObject();
    writeCausality(json, event, chain);
    json.writeEndObject();
  }

  private static void writeType(JsonGenerator json, StoredEvent event) {
    json.writeName("event_type");
    if (!event.eventType.equals(StoredEvent.DATA_FLOW)) {
      json.writeString(event.eventType);
      return;
    }
    json.writeStartObject();
    json.writeObjectPropertyStart(StoredEvent.DATA_FLOW);
    json.writeStringProperty("to_actor", orEmpty(event.destinationActor));
    json.writeStringProperty("to_port", orEmpty(event.destinationPort));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeMessage(JsonGenerator json, StoredEvent event) {
    if (event.messageType == null && event.sizeBytes == StoredEvent.UNKNOWN) {
      json.writeNullProperty("message");
      return;
    }
    json.writeObjectPropertyStart("message");
    json.writeStringProperty("message_type", orEmpty(event.messageType));
    json.writeNumberProperty("size_bytes", Math.max(0, event.sizeBytes));
    json.writeStringProperty("checksum", orEmpty(event.checksum));
    json.writeArrayPropertyStart("serialized_data");
    if (event.content != null) {
      for (byte each : ContentText.bytes(event.content)) {
        json.writeNumber(each & 0xFF);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeMetrics(JsonGenerator json, StoredEvent event) {
    json.writeObjectPropertyStart("performance_metrics");
    json.writeNumberProperty("execution_time_ns", event.executionNs);
    json.writeNumberProperty("memory_usage_bytes", event.memoryBytes);
    json.writeNumberProperty("cpu_usage_percent", event.cpuPercent);
    json.writeNumberProperty("queue_depth", Math.max(0, event.queueDepth));
    json.writeNumberProperty("throughput_msgs_per_sec", event.flowsPerSecond);
    json.writeEndObject();
  }

  private static void writeAttributes(
      JsonGenerator json, StoredEvent event, Map<String, String> others) {
    json.writeObjectPropertyStart("custom_attributes");
    put(json, "source_actor", event.sourceActor);
    put(json, "source_port", event.sourcePort);
    put(json, "destination_actor", event.destinationActor);
    put(json, "destination_port", event.destinationPort);
    put(json, "message_id", event.messageId);
    put(json, "correlation_id", event.correlationId);
    put(json, "protocol", event.protocol);
    put(json, "service", event.service);
    put(json, "flow_id", event.flowId);
    json.writeNumberProperty("sample_weight", event.weight);
    if (event.queueDepth == StoredEvent.UNKNOWN) {
      json.writeBooleanProperty("queue_depth_known", false);
    }
    others.forEach(
        (key, value) -> {
          if (!key.equals(STATE_DIFF)) {
            json.writeName(key);
            json.writeRawValue(value);
          }
        });
    json.writeEndObject();
  }

  private static void put(JsonGenerator json, String key, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(key, value);
    }
  }

  private static void writeCausality(JsonGenerator json, StoredEvent event, List<UUID> chain) {
    UUID parent = event.parentId();
    json.writeObjectPropertyStart("causality");
    json.writeStringProperty("parent_event_id", parent == null ? null : parent.toString());
    json.writeStringProperty("root_cause_event_id", event.rootId().toString());
    json.writeArrayPropertyStart("dependency_chain");
    chain.forEach(id -> json.writeString(id.toString()));
    json.writeEndArray();
    json.writeStringProperty("span_id", event.span());
    json.writeEndObject();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
