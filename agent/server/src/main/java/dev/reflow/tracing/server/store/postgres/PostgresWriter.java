package dev.reflow.tracing.server.store.postgres;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.event.WireId;
import dev.reflow.tracing.server.store.FreshIds;
import dev.reflow.tracing.server.store.TraceHead;
import dev.reflow.tracing.server.store.WriteBatch;
import dev.reflow.tracing.sink.postgres.CopyBuffer;
import dev.reflow.tracing.sink.postgres.DataFlowEvents;
import dev.reflow.tracing.sink.postgres.DataFlowEvents.Partitioning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One connection that writes: COPY into a table of its own, then one insert. One thread. */
final class PostgresWriter implements AutoCloseable {

  private static final long NS_PER_DAY = 86_400_000_000_000L;
  private static final int COPY_PIECE = 1 << 20;

  private static final String STAGING =
      "CREATE TEMPORARY TABLE reflow_incoming (LIKE data_flow_events) ON COMMIT DELETE ROWS";

  private static final String COPY =
      "COPY reflow_incoming (" + RowCopy.COLUMNS + ") FROM STDIN (FORMAT binary)";

  /** In one order everywhere, so that two servers with the same events do not lock each other. */
  private static final String TAKE_OVER =
      "INSERT INTO data_flow_events ("
          + RowCopy.COLUMNS
          + ") SELECT "
          + RowCopy.COLUMNS
          + " FROM reflow_incoming ORDER BY event_id ON CONFLICT DO NOTHING RETURNING event_id";

  private static final String TRACES =
      "CREATE TABLE IF NOT EXISTS reflow_traces (trace_id TEXT PRIMARY KEY, flow_id TEXT NOT NULL,"
          + " execution_id TEXT NOT NULL, version TEXT NOT NULL, start_ns BIGINT NOT NULL,"
          + " end_ns BIGINT, status TEXT NOT NULL, metadata TEXT NOT NULL)";

  private static final String SAVE_TRACE =
      "INSERT INTO reflow_traces VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (trace_id) DO UPDATE"
          + " SET flow_id = EXCLUDED.flow_id, execution_id = EXCLUDED.execution_id,"
          + " version = EXCLUDED.version, start_ns = EXCLUDED.start_ns, end_ns = EXCLUDED.end_ns,"
          + " status = EXCLUDED.status, metadata = EXCLUDED.metadata";

  /** Locks other servers out while one makes its table; any number would do. */
  private static final long LOCK = 0x5265_666C_6F77_0002L;

  private final Connection connection;
  private final DataFlowEvents table;
  private final CopyBuffer rows = new CopyBuffer();
  private final RowCopy row = new RowCopy(rows);
  private final Set<LocalDate> days = new HashSet<>();

  private PostgresWriter(Connection connection, DataFlowEvents table) {
    this.connection = connection;
    this.table = table;
  }

  /** Takes {@code connection} over, and makes the tables where they are missing. */
  static PostgresWriter open(Connection connection) throws SQLException {
    try {
      connection.setAutoCommit(false);
      DataFlowEvents table = DataFlowEvents.prepare(connection, Partitioning.DAY);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        statement.execute(TRACES);
        statement.execute(STAGING);
      }
      connection.commit();
      return new PostgresWriter(connection, table);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  /** Writes and commits; returns the events that were not there before. */
  List<StoredEvent> write(WriteBatch batch) throws SQLException {
    addDays(batch.events());
    for (TraceHead trace : batch.traces()) {
      save(trace);
    }
    FreshIds ids = new FreshIds(batch.events().size());
    List<StoredEvent> fresh = ids.firstOfEach(batch.events());
    if (!fresh.isEmpty()) {
      copy(fresh);
      fresh = takeOver(fresh);
    }
    connection.commit();
    return fresh;
  }

  /** Partitions may be dropped now: each day's is looked for again before its next event. */
  void forgetDays() {
    days.clear();
  }

  private void addDays(List<StoredEvent> events) throws SQLException {
    if (!table.isPartitioned()) {
      return;
    }
    long known = Long.MIN_VALUE;
    List<LocalDate> missing = new ArrayList<>();
    for (StoredEvent event : events) {
      long day = Math.floorDiv(event.startNs, NS_PER_DAY);
      if (day != known) {
        known = day;
        LocalDate date = LocalDate.ofEpochDay(day);
        if (!days.contains(date) && !missing.contains(date)) {
          missing.add(date);
        }
      }
    }
    for (LocalDate date : missing) {
      table.addDay(connection, date);
      connection.commit();
      days.add(date);
    }
  }

  private void copy(List<StoredEvent> events) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    rows.clear();
    rows.header();
    for (StoredEvent event : events) {
      row.write(event);
      if (rows.size() > COPY_PIECE) {
        copy.writeToCopy(rows.array(), 0, rows.size());
        rows.clear();
      }
    }
    rows.trailer();
    copy.writeToCopy(rows.array(), 0, rows.size());
    copy.endCopy();
  }

  private List<StoredEvent> takeOver(List<StoredEvent> events) throws SQLException {
    List<UUID> taken = new ArrayList<>(events.size());
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(TAKE_OVER)) {
      while (result.next()) {
        taken.add(WireId.parse(result.getString(1)));
      }
    }
    if (taken.size() == events.size()) {
      return events;
    }
    Set<UUID> fresh = new HashSet<>(taken);
    return events.stream().filter(event -> fresh.contains(event.eventId())).toList();
  }

  private void save(TraceHead trace) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SAVE_TRACE)) {
      int at = 1;
      insert.setString(at++, trace.traceId().toString());
      insert.setString(at++, trace.flowId());
      insert.setString(at++, trace.executionId().toString());
      insert.setString(at++, trace.version());
      insert.setLong(at++, trace.startNs());
      insert.setObject(at++, trace.endNs(), java.sql.Types.BIGINT);
      insert.setString(at++, trace.status());
      insert.setString(at, trace.metadata());
      insert.executeUpdate();
    }
  }

  @Override
  public void close() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
