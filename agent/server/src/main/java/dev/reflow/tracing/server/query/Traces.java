package dev.reflow.tracing.server.query;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.EventRows;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.ReadSession;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.TraceHead;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds traces. Any thread. */
public final class Traces {

  private static final int MOST_EVENTS = 20_000;

  private static final String HEAD =
      "SELECT trace_id, flow_id, execution_id, version, start_ns, end_ns, status, metadata"
          + " FROM reflow_traces WHERE trace_id = ?";

  private static final String DERIVED_STATUS =
      "CASE WHEN failed = 1 THEN 'Failed' ELSE 'Completed' END";

  private static final String STATUS =
      "CASE WHEN t.status IS NULL THEN "
          + DERIVED_STATUS
          + " WHEN t.status LIKE '{\"Failed\"%' THEN 'Failed'"
          + " ELSE REPLACE(t.status, '\"', '') END";

  private final EventStore store;

  public Traces(EventStore store) {
    this.store = store;
  }

  /**
   * What is known of one trace. Immutable.
   *
   * @param head null where nobody has said anything of it but its events
   * @param events in the order of their times
   */
  public record Trace(UUID id, @Nullable TraceHead head, List<StoredEvent> events) {}

  /**
   * A page of traces. Immutable.
   *
   * @param total how many there are on all pages
   */
  public record Page(List<Trace> traces, long total) {}

  /** One trace; null where there is neither an event nor a word of it. */
  public @Nullable Trace find(UUID id) throws StoreException {
    Trace trace = store.reads().read(session -> load(session, id));
    return trace.head() == null && trace.events().isEmpty() ? null : trace;
  }

  private Trace load(ReadSession session, UUID id) throws SQLException {
    Dialect dialect = store.dialect();
    String sql =
        EventRows.ofAny(dialect, dialect.hasTrace(id))
            + " ORDER BY timestamp, event_id LIMIT "
            + MOST_EVENTS;
    List<StoredEvent> events = new ArrayList<>();
    try (PreparedStatement query = session.prepare(sql, List.of());
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        events.add(EventRows.read(result));
      }
    }
    return new Trace(id, head(session, id), events);
  }

  private static @Nullable TraceHead head(ReadSession session, UUID id) throws SQLException {
    try (PreparedStatement query = session.prepare(HEAD, List.of(id.toString()));
        ResultSet result = query.executeQuery()) {
      if (!result.next()) {
        return null;
      }
      long end = result.getLong(6);
      Long endNs = result.wasNull() ? null : (Long) end;
      return new TraceHead(
          id,
          result.getString(2),
          UUID.fromString(result.getString(3)),
          result.getString(4),
          result.getLong(5),
          endNs,
          result.getString(7),
          result.getString(8));
    }
  }

  /** The versions that a flow's traces were started with, the latest first. */
  public List<String> versions(String flowId) throws StoreException {
    return store
        .reads()
        .read(
            session -> {
              List<String> versions = new ArrayList<>();
              try (PreparedStatement query =
                      session.prepare(
                          "SELECT version, MAX(start_ns) AS latest FROM reflow_traces"
                              + " WHERE flow_id = ? GROUP BY version ORDER BY latest DESC",
                          List.of(flowId));
                  ResultSet result = query.executeQuery()) {
                while (result.next()) {
                  versions.add(result.getString(1));
                }
              }
              return versions;
            });
  }

  /** A page of the traces that {@code asked} describes, the latest first. */
  public Page query(TraceQuery asked) throws StoreException {
    Conditions conditions = conditions(asked);
    return store
        .reads()
        .read(
            session -> {
              List<UUID> ids = new ArrayList<>();
              long total = 0;
              try (PreparedStatement query =
                      session.prepare(sql(asked, conditions), parameters(asked, conditions));
                  ResultSet result = query.executeQuery()) {
                while (result.next()) {
                  total = result.getLong(2);
                  if (ids.size() < asked.limit()) {
                    ids.add(UUID.fromString(result.getString(1)));
                  }
                }
              }
              List<Trace> traces = new ArrayList<>();
              for (UUID id : ids) {
                traces.add(load(session, id));
              }
              return new Page(traces, total);
            });
  }

  private static Conditions conditions(TraceQuery asked) throws StoreException {
    Conditions conditions = new Conditions().since(asked.from()).until(asked.until());
    if (asked.flowId() != null) {
      conditions.and("flow_id = ?", asked.flowId());
    }
    if (asked.actor() != null) {
      conditions.and("(source_actor = ? OR destination_actor = ?)", asked.actor(), asked.actor());
    }
    if (asked.eventTypes() != null) {
      conditions.in("event_type", asked.eventTypes());
    }
    for (String filter : asked.filters()) {
      conditions.predicate(filter);
    }
    return conditions;
  }

  private String sql(TraceQuery asked, Conditions conditions) {
    Dialect dialect = store.dialect();
    String events =
        "SELECT "
            + dialect.traceKeys()
            + ", timestamp, CASE WHEN error IS NOT NULL OR event_type = 'ActorFailed' THEN 1 ELSE 0"
            + " END AS fault FROM "
            + dialect.table()
            + conditions.where();
    String groups =
        "SELECT k1, k2, MIN(timestamp) AS started, MAX(fault) AS failed FROM ("
            + events
            + ") e GROUP BY k1, k2";
    String traces =
        "SELECT " + dialect.traceIdOfKeys() + " AS id, started, failed FROM (" + groups + ") g";
    return "SELECT id, COUNT(*) OVER () AS total FROM ("
        + traces
        + ") x LEFT JOIN reflow_traces t ON t.trace_id = x.id WHERE TRUE"
        + (asked.status() == null ? "" : " AND " + STATUS + " = ?")
        + (asked.executionId() == null ? "" : " AND COALESCE(t.execution_id, id) = ?")
        + " ORDER BY started DESC, id LIMIT "
        + Math.max(1, asked.limit())
        + " OFFSET "
        + asked.offset();
  }

  private static List<Object> parameters(TraceQuery asked, Conditions conditions) {
    List<Object> parameters = new ArrayList<>(conditions.parameters());
    if (asked.status() != null) {
      parameters.add(asked.status());
    }
    if (asked.executionId() != null) {
      parameters.add(asked.executionId().toString());
    }
    return parameters;
  }
}
