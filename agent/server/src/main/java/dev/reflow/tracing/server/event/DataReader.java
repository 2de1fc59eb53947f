package dev.reflow.tracing.server.event;

import static dev.reflow.tracing.server.event.StoredEvent.UNKNOWN;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an event's DATA. Not thread-safe. */
final class DataReader {

  private static final int LARGEST_CONTENT = 8 << 20;

  private final Texts texts;
  private final OtherAttributes others;
  private byte[] content = new byte[256];

  DataReader(Texts texts) {
    this.texts = texts;
    this.others = new OtherAttributes(texts);
  }

  void read(JsonParser json, StoredEvent event) throws MalformedException {
    EventReader.requireObject(json, "data");
    others.clear();
    boolean metrics = false;
    boolean custom = false;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "port" -> event.sourcePort = text(json, name);
        case "message" -> readMessage(json, event);
        case "error" -> event.error = text(json, name);
        case "state_diff" -> {
          if (json.currentToken() != JsonToken.VALUE_NULL) {
            others.add(json, event.frame, name);
          }
        }
        case "performance_metrics" -> {
          readMetrics(json, event);
          metrics = true;
        }
        case "custom_attributes" -> {
          readAttributes(json, event);
          custom = true;
        }
        default -> json.skipChildren();
      }
    }
    if (!metrics || !custom) {
      throw new MalformedException(
          "missing field `" + (metrics ? "custom_attributes" : "performance_metrics") + "`");
    }
    event.attributes = others.object();
  }

  private void readMessage(JsonParser json, StoredEvent event) throws MalformedException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    EventReader.requireObject(json, "message");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "message_type" -> event.messageType = text(json, name);
        case "size_bytes" -> event.sizeBytes = EventReader.number(json, name);
        case "checksum" -> {
          String checksum = text(json, name);
          event.checksum = checksum == null || checksum.isEmpty() ? null : checksum;
        }
        case "serialized_data" -> event.content = content(json);
        default -> json.skipChildren();
      }
    }
  }

  private @Nullable String content(JsonParser json) throws MalformedException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedException("`serialized_data` is not an array");
    }
    int length = 0;
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      long value = EventReader.number(json, "serialized_data");
      if (value > 255) {
        throw new MalformedException("`serialized_data` holds bytes");
      }
      if (length == content.length) {
        if (length >= LARGEST_CONTENT) {
          throw new MalformedException("`serialized_data` is too long");
        }
        content = Arrays.copyOf(content, length * 2);
      }
      content[length++] = (byte) value;
    }
    if (json.currentToken() != JsonToken.END_ARRAY) {
      throw new MalformedException("`serialized_data` holds bytes");
    }
    return length == 0 ? null : ContentText.of(content, length);
  }

  private static void readMetrics(JsonParser json, StoredEvent event) throws MalformedException {
    EventReader.requireObject(json, "performance_metrics");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "execution_time_ns" -> event.executionNs = Math.max(0, EventReader.number(json, name));
        case "memory_usage_bytes" ->
            event.memoryBytes = Math.max(0, EventReader.number(json, name));
        case "cpu_usage_percent" -> event.cpuPercent = EventReader.decimal(json, name);
        case "queue_depth" -> event.queueDepth = EventReader.number(json, name);
        case "throughput_msgs_per_sec" -> event.flowsPerSecond = EventReader.decimal(json, name);
        default -> json.skipChildren();
      }
    }
  }

  private void readAttributes(JsonParser json, StoredEvent event) throws MalformedException {
    EventReader.requireObject(json, "custom_attributes");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        if (!readText(json, event, name)) {
          others.add(json, event.frame, name);
        }
      } else if (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NUMBER_FLOAT) {
        readNumber(json, event, name);
      } else if (value == JsonToken.VALUE_FALSE && name.equals("queue_depth_known")) {
        event.queueDepth = UNKNOWN;
      } else {
        others.add(json, event.frame, name);
      }
    }
  }

  private boolean readText(JsonParser json, StoredEvent event, String name) {
    switch (name) {
      case "source_actor" -> event.sourceActor = text(json);
      case "source_port" -> event.sourcePort = text(json);
      case "destination_actor" -> event.destinationActor = text(json);
      case "destination_port" -> event.destinationPort = text(json);
      case "message_id" -> event.messageId = json.getString();
      case "correlation_id" -> event.correlationId = text(json);
      case "protocol" -> event.protocol = text(json);
      case "service" -> event.service = text(json);
      case "flow_id" -> event.flowId = text(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readNumber(JsonParser json, StoredEvent event, String name)
      throws MalformedException {
    switch (name) {
      case "message_id" -> event.messageId = json.getString();
      case "correlation_id" -> event.correlationId = json.getString();
      case "sample_weight" -> event.weight = EventReader.decimal(json, name);
      case "dependency_depth" ->
          event.depth = (int) Math.min(Integer.MAX_VALUE, EventReader.number(json, name));
      default -> others.add(json, event.frame, name);
    }
  }

  private @Nullable String text(JsonParser json, String name) throws MalformedException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedException("`" + name + "` is not a string");
    }
    return text(json);
  }

  private String text(JsonParser json) {
    return texts.of(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
  }
}
