package dev.reflow.tracing.event;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Events as Jackson's generator writes them, field by field: what {@link EventJson}, which prepares
 * and copies, has to equal byte for byte.
 */
final class JacksonEventJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().rootValueSeparator((String) null).build();

  private final OutputStream out;
  private final JacksonText text = new JacksonText();
  private final JacksonAttributes attributes = new JacksonAttributes();
  private JsonGenerator json;

  JacksonEventJson(OutputStream out) {
    this.out = out;
    this.json = generator();
  }

  void writeEvent(EventView event) throws IOException {
    write(event, Form.EVENT);
  }

  void writeRecordEvent(EventView event) throws IOException {
    write(event, Form.REQUEST);
  }

  void writeLine(EventView event) throws IOException {
    write(event, Form.LINE);
    out.write('\n');
  }

  private enum Form {
    EVENT,
    REQUEST,
    LINE
  }

  private void write(EventView event, Form form) throws IOException {
    boolean isWhole = false;
    try {
      json.writeStartObject();
      if (form == Form.REQUEST) {
        json.writeObjectPropertyStart("RecordEvent");
        text.writeUuid(json, "trace_id", event.rootId());
        json.writeObjectPropertyStart("event");
      } else if (form == Form.LINE) {
        text.writeUuid(json, "trace_id", event.rootId());
      }
      writeFields(event);
      if (form == Form.REQUEST) {
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndObject();
      json.flush();
      isWhole = true;
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    } finally {
      if (!isWhole) {
        json = generator();
      }
    }
  }

  private void writeFields(EventView event) {
    Edge edge = event.edge();
    UUID id = event.eventId();
    text.writeUuid(json, "event_id", id);
    text.writeTime(json, "timestamp", event.startNs());
    writeType(event.kind(), edge);
    boolean isReceived = event.kind() == EventKind.RECEIVED;
    json.writeStringProperty("actor_id", isReceived ? edge.destinationActor() : edge.sourceActor());
    writeData(event, edge);
    writeCausality(event, id);
  }

  private void writeType(EventKind kind, Edge edge) {
    if (kind != EventKind.FLOW) {
      json.writeStringProperty("event_type", kind.wireName());
      return;
    }
    json.writeObjectPropertyStart("event_type");
    json.writeObjectPropertyStart("DataFlow");
    json.writeStringProperty("to_actor", edge.destinationActor());
    json.writeStringProperty("to_port", edge.destinationPort());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeData(EventView event, Edge edge) {
    json.writeObjectPropertyStart("data");
    boolean isReceived = event.kind() == EventKind.RECEIVED;
    json.writeStringProperty("port", isReceived ? edge.destinationPort() : edge.sourcePort());
    json.writeObjectPropertyStart("message");
    json.writeStringProperty("message_type", event.type());
    json.writeNumberProperty("size_bytes", event.sizeBytes());
    String checksum = event.checksum();
    json.writeStringProperty("checksum", checksum == null ? "" : checksum);
    json.writeArrayPropertyStart("serialized_data");
    for (byte each : event.contentBytes()) {
      json.writeNumber(each & 0xFF);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeNullProperty("state_diff");
    json.writeStringProperty("error", event.error());
    json.writeObjectPropertyStart("performance_metrics");
    json.writeNumberProperty("execution_time_ns", event.durationNs());
    json.writeNumberProperty("memory_usage_bytes", event.sizeBytes() + event.recordBytes());
    json.writeNumberProperty("cpu_usage_percent", Math.round(event.cpuPercent() * 10) / 10.0);
    json.writeNumberProperty("queue_depth", Math.max(0, event.depth()));
    json.writeNumberProperty(
        "throughput_msgs_per_sec", (double) Math.round(event.flowsPerSecond()));
    json.writeEndObject();
    json.writeObjectPropertyStart("custom_attributes");
    attributes.write(json, event);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeCausality(EventView event, UUID id) {
    UUID parent = event.parentId();
    UUID root = event.rootId();
    json.writeObjectPropertyStart("causality");
    if (parent == null) {
      json.writeNullProperty("parent_event_id");
    } else {
      text.writeUuid(json, "parent_event_id", parent);
    }
    text.writeUuid(json, "root_cause_event_id", root);
    json.writeArrayPropertyStart("dependency_chain");
    for (UUID above : Chain.of(event)) {
      text.writeUuid(json, above);
    }
    json.writeEndArray();
    text.writeHex(json, "span_id", id.getLeastSignificantBits());
    json.writeEndObject();
  }

  private JsonGenerator generator() {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }
}
