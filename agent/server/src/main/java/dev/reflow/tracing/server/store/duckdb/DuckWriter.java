package dev.reflow.tracing.server.store.duckdb;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.store.FreshIds;
import dev.reflow.tracing.server.store.TraceHead;
import dev.reflow.tracing.server.store.WriteBatch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes batches in a transaction that the caller commits. One thread. */
final class DuckWriter {

  private static final long NS_PER_MICRO = 1_000;

  private static final String SAVE_TRACE =
      "INSERT OR REPLACE INTO reflow_traces VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  private final DuckDBConnection connection;

  DuckWriter(DuckDBConnection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE incoming (id_high BIGINT, id_low BIGINT)");
    }
    connection.commit();
  }

  /** Returns the events that were not there before. */
  List<StoredEvent> write(WriteBatch batch) throws SQLException {
    for (TraceHead trace : batch.traces()) {
      save(trace);
    }
    FreshIds ids = new FreshIds(batch.events().size());
    List<StoredEvent> fresh = ids.firstOfEach(batch.events());
    if (!fresh.isEmpty()) {
      fresh = withoutStored(fresh, ids);
      append(fresh);
    }
    return fresh;
  }

  private List<StoredEvent> withoutStored(List<StoredEvent> events, FreshIds ids)
      throws SQLException {
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    try (DuckDBAppender appender = connection.createAppender("temp", "main", "incoming")) {
      for (StoredEvent event : events) {
        lowest = Math.min(lowest, event.idHigh);
        highest = Math.max(highest, event.idHigh);
        appender.beginRow();
        appender.append(event.idHigh);
        appender.append(event.idLow);
        appender.endRow();
      }
    }
    int stored = 0;
    try (Statement statement = connection.createStatement()) {
      try (ResultSet result =
          statement.executeQuery(
              "SELECT id_high, id_low FROM flow_rows JOIN incoming USING (id_high, id_low)"
                  + " WHERE id_high BETWEEN "
                  + lowest
                  + " AND "
                  + highest)) {
        while (result.next()) {
          ids.remove(result.getLong(1), result.getLong(2));
          stored++;
        }
      }
      statement.execute("TRUNCATE incoming");
    }
    return stored == 0 ? events : ids.kept(events);
  }

  private void append(List<StoredEvent> events) throws SQLException {
    try (DuckDBAppender row = connection.createAppender("main", "flow_rows")) {
      for (StoredEvent event : events) {
        row.beginRow();
        row.appendEpochMicros(Math.floorDiv(event.startNs, NS_PER_MICRO));
        row.append((short) Math.floorMod(event.startNs, NS_PER_MICRO));
        appendIds(row, event);
        appendNames(row, event);
        appendFacts(row, event);
        row.endRow();
      }
    }
  }

  private static void appendIds(DuckDBAppender row, StoredEvent event) throws SQLException {
    row.append(event.idHigh);
    row.append(event.idLow);
    boolean ofRoot = event.traceHigh == event.rootHigh && event.traceLow == event.rootLow;
    append(row, !ofRoot, event.traceHigh, event.traceLow);
    append(row, event.hasParent(), event.parentHigh, event.parentLow);
    append(row, !event.isRoot(), event.rootHigh, event.rootLow);
  }

  private static void append(DuckDBAppender row, boolean is, long high, long low)
      throws SQLException {
    if (is) {
      row.append(high);
      row.append(low);
    } else {
      row.appendNull();
      row.appendNull();
    }
  }

  private static void appendNames(DuckDBAppender row, StoredEvent event) throws SQLException {
    row.append(event.eventType);
    append(row, event.service);
    append(row, event.flowId);
    append(row, event.sourceActor);
    append(row, event.sourcePort);
    append(row, event.destinationActor);
    append(row, event.destinationPort);
    append(row, event.messageId);
    append(row, event.correlationId);
    append(row, event.messageType);
  }

  private static void appendFacts(DuckDBAppender row, StoredEvent event) throws SQLException {
    appendKnown(row, event.sizeBytes);
    append(row, event.checksum);
    row.append(event.executionNs);
    appendKnown(row, event.queueDepth);
    row.append(event.flowsPerSecond);
    row.append(event.memoryBytes);
    row.append(event.cpuPercent);
    row.append(event.depth);
    append(row, event.spanId);
    append(row, event.protocol);
    append(row, event.error);
    row.append(event.weight);
    row.append(event.attributes);
    append(row, event.content);
  }

  private static void append(DuckDBAppender row, @Nullable String text) throws SQLException {
    if (text == null) {
      row.appendNull();
    } else {
      row.append(text);
    }
  }

  private static void appendKnown(DuckDBAppender row, long number) throws SQLException {
    if (number == StoredEvent.UNKNOWN) {
      row.appendNull();
    } else {
      row.append(number);
    }
  }

  private void save(TraceHead trace) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SAVE_TRACE)) {
      int at = 1;
      insert.setString(at++, trace.traceId().toString());
      insert.setString(at++, trace.flowId());
      insert.setString(at++, trace.executionId().toString());
      insert.setString(at++, trace.version());
      insert.setLong(at++, trace.startNs());
      insert.setObject(at++, trace.endNs());
      insert.setString(at++, trace.status());
      insert.setString(at, trace.metadata());
      insert.executeUpdate();
    }
  }
}
