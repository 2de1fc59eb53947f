package dev.reflow.tracing.server.query;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.EventRows;
import dev.reflow.tracing.server.store.ReadSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest events for which some conditions hold. One thread.
 *
 * <p>A database without an index on the time would read every column of every row to find them. It
 * is asked for the newest hundredth of a second first, then for eight times as much until that has
 * enough: blocks of rows that are all older are passed over.
 */
final class Newest {

  private static final Duration FIRST_WINDOW = Duration.ofMillis(10);
  private static final int GROWTH = 8;

  private final Dialect dialect;
  private final Conditions conditions;
  private final int most;

  /** At most {@code most} of them. */
  Newest(Dialect dialect, Conditions conditions, int most) {
    this.dialect = dialect;
    this.conditions = conditions;
    this.most = most;
  }

  List<StoredEvent> read(ReadSession session) throws SQLException {
    if (dialect.findsNewest()) {
      return read(session, conditions.where());
    }
    Bounds bounds = bounds(session);
    if (bounds == null) {
      return List.of();
    }
    Duration window = FIRST_WINDOW;
    Instant from = bounds.newest.minus(window);
    while (from.isAfter(bounds.oldest)) {
      List<StoredEvent> events = read(session, conditions.whereSince(from));
      if (events.size() >= most) {
        return events;
      }
      window = window.multipliedBy(GROWTH);
      from = bounds.newest.minus(window);
    }
    return read(session, conditions.where());
  }

  private List<StoredEvent> read(ReadSession session, String where) throws SQLException {
    String sql =
        "SELECT "
            + EventRows.columns(dialect)
            + " FROM "
            + dialect.table()
            + where
            + " ORDER BY "
            + dialect.newestFirst()
            + " LIMIT "
            + most;
    return EventPage.read(session, sql, conditions.parameters());
  }

  private record Bounds(Instant oldest, Instant newest) {}

  /** Of all rows before the conditions' end; null where there are none. */
  private @Nullable Bounds bounds(ReadSession session) throws SQLException {
    Instant end = conditions.end();
    String sql =
        "SELECT min(timestamp), max(timestamp) FROM "
            + dialect.table()
            + (end == null ? "" : " WHERE timestamp < " + Dialect.literal(end));
    try (PreparedStatement query = session.prepare(sql, List.of());
        ResultSet result = query.executeQuery()) {
      result.next();
      OffsetDateTime oldest = result.getObject(1, OffsetDateTime.class);
      OffsetDateTime newest = result.getObject(2, OffsetDateTime.class);
      return oldest == null || newest == null
          ? null
          : new Bounds(oldest.toInstant(), newest.toInstant());
    }
  }
}
