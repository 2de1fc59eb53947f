package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.*;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes events as the JSON of the Reflow protocol, keys in the protocol's order. Not thread-safe;
 * keep one for each stream, so that what it has prepared is used again.
 *
 * <p>An event is mostly text that was there before: what its edge, its type, its thread and its
 * process have to say is prepared once for each, and copied. Only ids, numbers and the message's
 * own facts are written anew, straight from the record and without an object in between.
 */
public final class EventJson {

  private static final byte[] NOTHING = {};
  private static final byte[] REQUEST = JsonBuffer.ascii("{\"RecordEvent\":{\"trace_id\":\"");
  private static final byte[] REQUEST_EVENT = JsonBuffer.ascii("\",\"event\":{\"event_id\":\"");
  private static final byte[] REQUEST_END = JsonBuffer.ascii("}}}");
  private static final byte[] LINE = JsonBuffer.ascii("{\"trace_id\":\"");
  private static final byte[] LINE_EVENT = JsonBuffer.ascii("\",\"event_id\":\"");
  private static final byte[] LINE_END = JsonBuffer.ascii("}\n");
  private static final byte[] EVENT = JsonBuffer.ascii("{\"event_id\":\"");
  private static final byte[] EVENT_END = JsonBuffer.ascii("}");
  private static final byte[] OBJECT = JsonBuffer.ascii("{");
  private static final byte[] TIMESTAMP = JsonBuffer.ascii("\",\"timestamp\":\"");
  private static final byte[] SIZE = JsonBuffer.ascii(",\"size_bytes\":");
  private static final byte[] CHECKSUM = JsonBuffer.ascii(",\"checksum\":\"");
  private static final byte[] SHA_256 = JsonBuffer.ascii("sha256:");
  private static final byte[] DATA = JsonBuffer.ascii("\",\"serialized_data\":[");
  private static final byte[] BEHIND_DATA = JsonBuffer.ascii("]},\"state_diff\":null,\"error\":");
  private static final byte[] BEHIND_SIZE =
      JsonBuffer.ascii(",\"checksum\":\"\",\"serialized_data\":[]},\"state_diff\":null,\"error\":");
  private static final byte[] DURATION =
      JsonBuffer.ascii(",\"performance_metrics\":{\"execution_time_ns\":");
  private static final byte[] MEMORY = JsonBuffer.ascii(",\"memory_usage_bytes\":");
  private static final byte[] CPU = JsonBuffer.ascii(",\"cpu_usage_percent\":");
  private static final byte[] DEPTH = JsonBuffer.ascii(",\"queue_depth\":");
  private static final byte[] THROUGHPUT = JsonBuffer.ascii(",\"throughput_msgs_per_sec\":");
  private static final byte[] ATTRIBUTES = JsonBuffer.ascii(".0},\"custom_attributes\":{");
  private static final byte[] ROOT_CAUSE =
      JsonBuffer.ascii("}},\"causality\":{\"parent_event_id\":null,\"root_cause_event_id\":\"");
  private static final byte[] ROOT_END =
      JsonBuffer.ascii("\",\"dependency_chain\":[],\"span_id\":\"");
  private static final byte[] CAUSE = JsonBuffer.ascii("}},\"causality\":{\"parent_event_id\":\"");
  private static final byte[] CAUSE_ROOT = JsonBuffer.ascii("\",\"root_cause_event_id\":\"");
  private static final byte[] CHAIN = JsonBuffer.ascii("\",\"dependency_chain\":[\"");
  private static final byte[] NEXT_IN_CHAIN = JsonBuffer.ascii("\",\"");
  private static final byte[] CHAIN_END = JsonBuffer.ascii("\"],\"span_id\":\"");
  private static final byte[] SPAN_END = JsonBuffer.ascii("\"}");

  private final JsonBuffer json;
  private final @Nullable OutputStream out;
  private final JsonTime time = new JsonTime();
  private final JsonValues values = new JsonValues();
  private final EdgeTexts edges = new EdgeTexts();
  private final NameTexts names = NameTexts.ofValues();
  private final AttributesJson attributes = new AttributesJson(values, names);

  /** Appends to {@code target}. */
  public EventJson(JsonBuffer target) {
    this.json = target;
    this.out = null;
  }

  /** Writes to {@code out}, which stays the caller's to close. */
  public EventJson(OutputStream out) {
    this.json = new JsonBuffer();
    this.out = out;
  }

  /** Writes the id of the event's trace, without quotes. */
  public void writeTraceId(EventView event) throws IOException {
    begin(NOTHING);
    int cause = event.part(PART_CAUSE);
    if (cause < 0) {
      putId(event);
    } else {
      putUuid(event.page(), cause + PART_HEADER + 16);
    }
    if (out != null) {
      json.writeTo(out);
    }
  }

  /** Writes the bare EVENT. */
  void writeEvent(EventView event) throws IOException {
    begin(EVENT);
    putId(event);
    writeFields(event, json.size() - JsonBuffer.UUID_LENGTH, EVENT_END);
  }

  /** Writes the request {@code {"RecordEvent":{"trace_id":…,"event":EVENT}}}. */
  public void writeRecordEvent(EventView event) throws IOException {
    begin(REQUEST);
    writeFields(event, putTrace(event, REQUEST_EVENT), REQUEST_END);
  }

  /** Writes the EVENT with {@code trace_id} as its first field, and a line feed. */
  public void writeLine(EventView event) throws IOException {
    begin(LINE);
    writeFields(event, putTrace(event, LINE_EVENT), LINE_END);
  }

  /**
   * Writes an object of those custom attributes that table {@code data_flow_events} has no column
   * of their own for.
   */
  public void writeOtherAttributes(EventView event) throws IOException {
    begin(OBJECT);
    attributes.writeOthers(json, event);
    json.put(EVENT_END);
    if (out != null) {
      json.writeTo(out);
    }
  }

  /**
   * The key of a user's attribute, apart from ours: {@code attribute.thread} for {@code thread}.
   */
  public static String ownKey(String name) {
    return NameTexts.ownKey(name);
  }

  /** The text as a JSON string, in quotes. */
  public static String quote(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
  }

  private void begin(byte[] start) {
    if (out != null) {
      json.clear();
    }
    json.put(start);
  }

  private void putId(EventView event) {
    json.putUuid(event.idHigh(), event.idLow());
  }

  /** Writes the root's id, {@code between} and the event's own; returns where that is. */
  private int putTrace(EventView event, byte[] between) {
    int cause = event.part(PART_CAUSE);
    int trace = json.size();
    if (cause < 0) {
      putId(event);
      json.put(between);
      json.repeatUuid(trace);
    } else {
      putUuid(event.page(), cause + PART_HEADER + 16);
      json.put(between);
      putId(event);
    }
    return json.size() - JsonBuffer.UUID_LENGTH;
  }

  private void putUuid(ByteBuffer page, int at) {
    json.putUuid(page.getLong(at), page.getLong(at + 8));
  }

  /** Writes all that stands behind the event's id, which begins at {@code id}. */
  private void writeFields(EventView event, int id, byte[] end) throws IOException {
    EdgeTexts.EdgeText edge = edges.of(event.edge());
    json.put(TIMESTAMP);
    time.put(json, event.startNs());
    json.put(edge.head(event.kind()));
    writeData(event);
    attributes.write(json, event, edge);
    writeCausality(event, id);
    json.put(end);
    if (out != null) {
      json.writeTo(out);
    }
  }

  private void writeData(EventView event) {
    json.put(names.of(event.typeName()));
    json.put(SIZE);
    long sizeBytes = event.sizeBytes();
    json.putLong(sizeBytes);
    int checksum = event.part(PART_CHECKSUM);
    int content = event.part(PART_CONTENT);
    if (checksum < 0 && content < 0) {
      json.put(BEHIND_SIZE);
    } else {
      writeContent(event, checksum, content);
    }
    int error = event.part(PART_ERROR);
    if (event.hasText(error)) {
      values.putAsText(json, event, error);
    } else {
      json.putNull();
    }
    json.put(DURATION);
    json.putLong(event.durationNs());
    json.put(MEMORY);
    json.putLong(sizeBytes + event.recordBytes());
    json.put(CPU);
    putTenths(event.cpuPercent());
    json.put(DEPTH);
    json.putLong(Math.max(0, event.depth()));
    json.put(THROUGHPUT);
    json.putLong(Math.round(event.flowsPerSecond()));
    json.put(ATTRIBUTES);
  }

  private void writeContent(EventView event, int checksum, int content) {
    json.put(CHECKSUM);
    if (checksum >= 0) {
      json.put(SHA_256);
      for (int at = 0; at < Content.CHECKSUM_BYTES; at += Long.BYTES) {
        json.putHex(Long.reverseBytes(event.page().getLong(checksum + PART_HEADER + at)));
      }
    }
    json.put(DATA);
    if (content >= 0) {
      int at = Content.bytesAt(event.valueAt(content));
      int end = at + Content.bytesIn(event.valueLength(content));
      for (int i = at; i < end; i++) {
        if (i > at) {
          json.put(',');
        }
        json.putLong(event.page().get(i) & 0xFF);
      }
    }
    json.put(BEHIND_DATA);
  }

  /** One digit behind the point, without an object for it. */
  private void putTenths(double value) {
    long tenths = Math.round(value * 10);
    json.putLong(tenths / 10);
    json.put('.');
    json.putLong(tenths % 10);
  }

  private void writeCausality(EventView event, int id) {
    int cause = event.part(PART_CAUSE);
    if (cause < 0) {
      json.put(ROOT_CAUSE);
      json.repeatUuid(id);
      json.put(ROOT_END);
    } else {
      writeCause(event, cause + PART_HEADER, cause + PART_HEADER + 16);
    }
    json.putHex(event.idLow());
    json.put(SPAN_END);
  }

  private void writeCause(EventView event, int parent, int root) {
    ByteBuffer page = event.page();
    json.put(CAUSE);
    putUuid(page, parent);
    json.put(CAUSE_ROOT);
    putUuid(page, root);
    json.put(CHAIN);
    putUuid(page, root);
    int chain = event.part(PART_CHAIN);
    int end = chain < 0 ? 0 : event.valueAt(chain) + event.valueLength(chain);
    for (int at = chain < 0 ? 0 : event.valueAt(chain); at + 16 <= end; at += 16) {
      json.put(NEXT_IN_CHAIN);
      putUuid(page, at);
    }
    if (page.getLong(parent) != page.getLong(root)
        || page.getLong(parent + 8) != page.getLong(root + 8)) {
      json.put(NEXT_IN_CHAIN);
      putUuid(page, parent);
    }
    json.put(CHAIN_END);
  }
}
