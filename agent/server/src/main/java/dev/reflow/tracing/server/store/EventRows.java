package dev.reflow.tracing.server.store;

import dev.reflow.tracing.analysis.predicate.Column;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.event.WireId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of {@code data_flow_events} as events again. Stateless; any thread. */
public final class EventRows {

  private static final String NAMES =
      Stream.concat(Column.names().stream(), Stream.of("attributes"))
          .collect(Collectors.joining(", "));

  private static final Map<Column, Integer> POSITIONS = new EnumMap<>(Column.class);

  static {
    for (Column column : Column.values()) {
      POSITIONS.put(column, POSITIONS.size() + 1);
    }
  }

  private static final UUID NONE = new UUID(0, 0);

  private EventRows() {}

  /** What a query that {@link #read} reads selects. */
  public static String columns(Dialect dialect) {
    return NAMES + ", " + dialect.nanos() + " AS nanos";
  }

  /**
   * A query, for {@link #read}, of the rows for which one of {@code conditions} holds. A row for
   * which several hold comes several times.
   */
  public static String ofAny(Dialect dialect, Collection<String> conditions) {
    String all = "SELECT " + columns(dialect) + " FROM " + dialect.table() + " WHERE ";
    return conditions.stream().map(all::concat).collect(Collectors.joining(" UNION ALL "));
  }

  /** The row at which {@code result} stands. */
  public static StoredEvent read(ResultSet result) throws SQLException {
    StoredEvent event = new StoredEvent();
    UUID id = id(result, Column.EVENT_ID);
    event.idHigh = id.getMostSignificantBits();
    event.idLow = id.getLeastSignificantBits();
    UUID trace = id(result, Column.TRACE_ID);
    event.traceHigh = trace.getMostSignificantBits();
    event.traceLow = trace.getLeastSignificantBits();
    UUID parent = id(result, Column.PARENT_EVENT_ID);
    event.parentHigh = parent.getMostSignificantBits();
    event.parentLow = parent.getLeastSignificantBits();
    UUID root = id(result, Column.ROOT_CAUSE_EVENT_ID);
    event.rootHigh = root.getMostSignificantBits();
    event.rootLow = root.getLeastSignificantBits();
    event.startNs = time(result);
    readNames(result, event);
    readFacts(result, event);
    return event;
  }

  private static int at(Column column) {
    return POSITIONS.getOrDefault(column, 0);
  }

  private static UUID id(ResultSet result, Column column) throws SQLException {
    String text = result.getString(at(column));
    UUID id = text == null ? null : WireId.parse(text);
    return id == null ? NONE : id;
  }

  private static long time(ResultSet result) throws SQLException {
    OffsetDateTime time = result.getObject(at(Column.TIMESTAMP), OffsetDateTime.class);
    Instant instant = Objects.requireNonNull(time).toInstant();
    int nanos = result.getInt(Column.values().length + 2);
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano() + nanos;
  }

  private static void readNames(ResultSet result, StoredEvent event) throws SQLException {
    event.eventType = Objects.requireNonNull(result.getString(at(Column.EVENT_TYPE)));
    event.service = result.getString(at(Column.SERVICE));
    event.flowId = result.getString(at(Column.FLOW_ID));
    event.sourceActor = result.getString(at(Column.SOURCE_ACTOR));
    event.sourcePort = result.getString(at(Column.SOURCE_PORT));
    event.destinationActor = result.getString(at(Column.DESTINATION_ACTOR));
    event.destinationPort = result.getString(at(Column.DESTINATION_PORT));
    event.messageId = result.getString(at(Column.MESSAGE_ID));
    event.correlationId = result.getString(at(Column.CORRELATION_ID));
    event.messageType = result.getString(at(Column.MESSAGE_TYPE));
    event.checksum = result.getString(at(Column.CHECKSUM));
    event.protocol = result.getString(at(Column.PROTOCOL));
    event.error = result.getString(at(Column.ERROR));
    event.content = result.getString(at(Column.CONTENT));
    String span = result.getString(at(Column.SPAN_ID));
    event.spanId = StoredEvent.hex(event.idLow).equals(span) ? null : span;
    String attributes = result.getString(Column.values().length + 1);
    event.attributes = attributes == null ? "{}" : attributes;
  }

  private static void readFacts(ResultSet result, StoredEvent event) throws SQLException {
    event.sizeBytes = known(result, Column.SIZE_BYTES);
    event.executionNs = Math.max(0, known(result, Column.EXECUTION_TIME_NS));
    event.queueDepth = known(result, Column.QUEUE_DEPTH);
    event.flowsPerSecond = result.getDouble(at(Column.THROUGHPUT_MSGS_PER_SEC));
    event.memoryBytes = result.getLong(at(Column.MEMORY_USAGE_BYTES));
    event.cpuPercent = result.getDouble(at(Column.CPU_USAGE_PERCENT));
    event.depth = result.getInt(at(Column.DEPENDENCY_DEPTH));
    event.weight = result.getDouble(at(Column.SAMPLE_WEIGHT));
  }

  private static long known(ResultSet result, Column column) throws SQLException {
    long value = result.getLong(at(column));
    return result.wasNull() ? StoredEvent.UNKNOWN : value;
  }
}
