package dev.reflow.tracing.server.http;

import dev.reflow.tracing.analysis.predicate.Column;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.event.WireTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** An event as the HTTP API shows it: the table's columns. Stateless; any thread. */
final class EventJson {

  private EventJson() {}

  static void write(JsonGenerator json, StoredEvent event) {
    json.writeStartObject();
    for (Column column : Column.values()) {
      json.writeName(column.columnName());
      if (column == Column.TIMESTAMP) {
        json.writeString(WireTime.format(event.startNs));
      } else {
        writeValue(json, event.value(column));
      }
    }
    json.writeName("attributes");
    json.writeRawValue(event.attributes);
    json.writeEndObject();
  }

  static void writeValue(JsonGenerator json, @Nullable Object value) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(String.valueOf(value));
    }
  }
}
