package dev.reflow.tracing.sink.postgres;

import static dev.reflow.tracing.event.EventLayout.*;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.event.ProcessInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as rows of {@link #COLUMNS}, straight from the record and without an object in
 * between; what its edge, its type and its process say of an event is encoded once for each. Not
 * thread-safe.
 */
final class RowEncoder {

  /** With their types, in the order of the rows: what is prepared together stands together. */
  static final List<String> COLUMNS =
      List.of(
          "event_id TEXT",
          "trace_id TEXT",
          "root_cause_event_id TEXT",
          "parent_event_id TEXT",
          "dependency_depth INTEGER",
          "span_id TEXT",
          "timestamp TIMESTAMPTZ",
          "event_type TEXT",
          "service TEXT",
          "flow_id TEXT",
          "source_actor TEXT",
          "source_port TEXT",
          "destination_actor TEXT",
          "destination_port TEXT",
          "protocol TEXT",
          "message_type TEXT",
          "message_id TEXT",
          "correlation_id TEXT",
          "size_bytes BIGINT",
          "checksum TEXT",
          "execution_time_ns BIGINT",
          "queue_depth BIGINT",
          "throughput_msgs_per_sec DOUBLE PRECISION",
          "memory_usage_bytes BIGINT",
          "cpu_usage_percent DOUBLE PRECISION",
          "error TEXT",
          "sample_weight DOUBLE PRECISION",
          "attributes JSONB",
          "content TEXT");

  private static final byte[] ELLIPSIS = "…".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private final CopyBuffer rows;
  private final JsonBuffer text = new JsonBuffer();
  private final JsonBuffer attributes = new JsonBuffer();
  private final EventJson json = new EventJson(attributes);
  private final Prepared<Edge> edges = new Prepared<>(RowEncoder::encode);
  private final Map<EventKind, byte[]> kinds = new EnumMap<>(EventKind.class);
  private final Prepared<Name> types =
      new Prepared<>((target, name) -> target.putText(name.text()));
  private final Prepared<ProcessInfo> processes = new Prepared<>(RowEncoder::encode);
  private byte[] fact = new byte[MAX_TEXT_BYTES + ELLIPSIS.length];

  /** Appends to {@code rows}. */
  RowEncoder(CopyBuffer rows) {
    this.rows = rows;
    for (EventKind kind : EventKind.values()) {
      CopyBuffer value = new CopyBuffer();
      value.putText(kind.wireName());
      kinds.put(kind, Arrays.copyOf(value.array(), value.size()));
    }
  }

  void write(EventView event) throws IOException {
    rows.row(COLUMNS.size());
    writeIds(event);
    rows.putTime(event.startNs());
    rows.put(Objects.requireNonNull(kinds.get(event.kind())));
    rows.put(processes.of(0, event.process()));
    rows.put(edges.of(event.edge().id(), event.edge()));
    rows.put(types.of(event.typeName().id(), event.typeName()));
    writeFact(event, event.part(PART_MESSAGE_ID));
    writeFact(event, event.part(PART_CORRELATION_ID));
    writeNumbers(event);
    int error = event.part(PART_ERROR);
    writeFact(event, event.hasText(error) ? error : -1);
    rows.putDouble(event.weight());
    attributes.clear();
    json.writeOtherAttributes(event);
    rows.putJson(attributes.array(), attributes.size());
    rows.putText(event.content());
  }

  private void writeIds(EventView event) {
    int cause = event.part(PART_CAUSE);
    writeUuid(event.idHigh(), event.idLow());
    if (cause < 0) {
      writeUuid(event.idHigh(), event.idLow());
      writeUuid(event.idHigh(), event.idLow());
      rows.putNull();
      rows.putInt(0);
    } else {
      ByteBuffer page = event.page();
      int parent = event.valueAt(cause);
      int root = parent + 2 * Long.BYTES;
      writeUuid(page.getLong(root), page.getLong(root + Long.BYTES));
      writeUuid(page.getLong(root), page.getLong(root + Long.BYTES));
      writeUuid(page.getLong(parent), page.getLong(parent + Long.BYTES));
      rows.putInt(event.chainDepth());
    }
    text.clear();
    text.putHex(event.idLow());
    rows.putText(text.array(), text.size());
  }

  private void writeUuid(long high, long low) {
    text.clear();
    text.putUuid(high, low);
    rows.putText(text.array(), text.size());
  }

  private void writeNumbers(EventView event) {
    long sizeBytes = event.sizeBytes();
    rows.putLong(sizeBytes);
    rows.putText(event.checksum());
    rows.putLong(event.durationNs());
    if (event.depth() < 0) {
      rows.putNull();
    } else {
      rows.putLong(event.depth());
    }
    // As it is on the wire.
    rows.putDouble((double) Math.round(event.flowsPerSecond()));
    rows.putLong(sizeBytes + event.recordBytes());
    if (event.isCpuKnown()) {
      rows.putDouble(event.cpuPercent());
    } else {
      rows.putNull();
    }
  }

  /** The value of {@code part} as a text, whatever its type; NULL where there is none. */
  private void writeFact(EventView event, int part) {
    if (!event.hasValue(part)) {
      rows.putNull();
      return;
    }
    ByteBuffer page = event.page();
    int at = event.valueAt(part);
    text.clear();
    switch (event.form(part)) {
      case FORM_TEXT -> writeText(page, at, event.valueLength(part), null);
      case FORM_CUT_TEXT -> writeText(page, at + 4, event.valueLength(part) - 4, ELLIPSIS);
      case FORM_BOOLEAN -> text.put(page.get(at) != 0 ? TRUE : FALSE);
      case FORM_LONG -> text.putLong(page.getLong(at));
      case FORM_INT -> text.putLong(page.getInt(at));
      case FORM_DOUBLE -> text.putDouble(Double.longBitsToDouble(page.getLong(at)));
      case FORM_UUID -> text.putUuid(page.getLong(at), page.getLong(at + Long.BYTES));
      default -> rows.putNull();
    }
    if (text.size() > 0) {
      rows.putText(text.array(), text.size());
    }
  }

  private void writeText(ByteBuffer page, int at, int length, byte @Nullable [] behind) {
    int more = behind == null ? 0 : behind.length;
    if (fact.length < length + more) {
      fact = new byte[length + more];
    }
    page.get(at, fact, 0, length);
    if (behind != null) {
      System.arraycopy(behind, 0, fact, length, more);
    }
    rows.putText(fact, length + more);
  }

  private static void encode(CopyBuffer target, Edge edge) {
    target.putText(edge.sourceActor());
    target.putText(edge.sourcePort());
    target.putText(edge.destinationActor());
    target.putText(edge.destinationPort());
    target.putText(edge.protocol());
  }

  private static void encode(CopyBuffer target, ProcessInfo process) {
    target.putText(process.service());
    target.putText(process.flowId());
  }
}
