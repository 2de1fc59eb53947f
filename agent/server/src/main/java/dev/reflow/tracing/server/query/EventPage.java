package dev.reflow.tracing.server.query;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.event.WireId;
import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.EventRows;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.ReadSession;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.StoreException.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of events, newest first. Immutable.
 *
 * @param next what the next page is asked for with; null on the last
 */
public record EventPage(List<StoredEvent> events, @Nullable String next) {

  /** Reads the page behind {@code cursor}, or the first. */
  public static EventPage read(
      EventStore store, Conditions conditions, @Nullable String cursor, int limit)
      throws StoreException {
    Dialect dialect = store.dialect();
    if (cursor != null) {
      conditions.and(behind(dialect, cursor)).until(justBehind(cursor));
    }
    Newest newest = new Newest(dialect, conditions, limit + 1);
    List<StoredEvent> events = store.reads().read(newest::read);
    if (events.size() <= limit) {
      return new EventPage(events, null);
    }
    StoredEvent last = events.get(limit - 1);
    return new EventPage(events.subList(0, limit), micros(last) + "_" + last.eventId());
  }

  /** The event of that id, or the events of that message; in the order of their times. */
  public static List<StoredEvent> find(EventStore store, String id, int limit)
      throws StoreException {
    Dialect dialect = store.dialect();
    UUID eventId = WireId.parse(id);
    Conditions conditions = new Conditions();
    if (eventId == null) {
      conditions.and("message_id = ?", id);
    } else {
      conditions.and("(" + dialect.isEvent(eventId) + " OR message_id = ?)", id);
    }
    return read(
        store,
        "SELECT "
            + EventRows.columns(dialect)
            + " FROM "
            + dialect.table()
            + conditions.where()
            + " ORDER BY timestamp LIMIT "
            + limit,
        conditions.parameters());
  }

  static List<StoredEvent> read(EventStore store, String sql, List<Object> parameters)
      throws StoreException {
    return store.reads().read(session -> read(session, sql, parameters));
  }

  static List<StoredEvent> read(ReadSession session, String sql, List<Object> parameters)
      throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    try (PreparedStatement query = session.prepare(sql, parameters);
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        events.add(EventRows.read(result));
      }
    }
    return events;
  }

  private static long micros(StoredEvent event) {
    return event.startNs / 1_000;
  }

  private static String behind(Dialect dialect, String cursor) throws StoreException {
    int between = cursor.indexOf('_');
    UUID id = between < 0 ? null : WireId.parse(cursor.substring(between + 1));
    if (id == null || !cursor.substring(0, between).matches("\\d{1,16}")) {
      throw new StoreException(
          Kind.REFUSED, "cursor is what the page before gave as \"next\"", null);
    }
    return dialect.isOlder(time(cursor), id);
  }

  /** A time that is later than all behind {@code cursor}, which was found to be one. */
  private static Instant justBehind(String cursor) {
    return time(cursor).plusNanos(1_000);
  }

  private static Instant time(String cursor) {
    long micros = Long.parseLong(cursor.substring(0, cursor.indexOf('_')));
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }
}
