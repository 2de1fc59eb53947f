package dev.reflow.tracing.server.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * How one database's SQL differs from another's. {@link #table} has all columns of {@code
 * data_flow_events} by the same names. Stateless; any thread.
 */
public interface Dialect {

  /** The table or view that queries of the server read. */
  String table();

  /** A condition on one event's id; nothing in it needs quoting. */
  String isEvent(UUID id);

  /**
   * Conditions on the root of an event's chain, of which one holds at most. They are apart since a
   * database that keeps the bounds of each block of rows uses them for each condition alone, and
   * not for one or another.
   */
  List<String> hasRoot(UUID id);

  /** Conditions on an event's trace, of which one holds at most. */
  List<String> hasTrace(UUID id);

  /** What is equal for events of one trace: expressions named {@code k1} and {@code k2}. */
  String traceKeys();

  /** A trace's id, of {@code k1} and {@code k2}. */
  String traceIdOfKeys();

  /** An expression of nanoseconds that the timestamp leaves out. */
  String nanos();

  /** An aggregate: {@code share} of the values of {@code column} are no larger. */
  String quantile(String column, double share);

  /** A condition that {@code attributes} has {@code key} set to true. */
  String isTrue(String key);

  /** Newest first, with ties in an order that stays. */
  String newestFirst();

  /** Whether the first rows of {@link #newestFirst} are found without reading all rows. */
  boolean findsNewest();

  /** A condition: behind that event in {@link #newestFirst}. */
  String isOlder(Instant time, UUID id);

  /**
   * A user's own query, to be executed and closed by the caller.
   *
   * @param rows that are fetched at most
   * @throws StoreException when it is not exactly one statement that reads, by the database's own
   *     judgement
   */
  PreparedStatement userQuery(ReadSession session, String sql, int rows)
      throws SQLException, StoreException;

  /** A time for SQL, to the microsecond. */
  static String literal(Instant time) {
    return "TIMESTAMPTZ '" + time.truncatedTo(ChronoUnit.MICROS) + "'";
  }
}
