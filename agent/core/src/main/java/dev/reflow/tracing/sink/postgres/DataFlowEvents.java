package dev.reflow.tracing.sink.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

/**
 * The table {@code data_flow_events} of a PostgreSQL database, made where it is missing and brought
 * to the version that this code knows. The agent's sink and the server write to it alike.
 *
 * <p>Table {@code reflow_schema} says which version a database has, a row for each version that it
 * was brought to. Immutable; any thread.
 */
public final class DataFlowEvents {

  /** What leads from each version to the next. */
  static final List<String> SCRIPTS = List.of(resource("schema-1.sql"));

  /** The version that this code makes, and the only one that it writes to. */
  public static final int VERSION = SCRIPTS.size();

  /** How a new table is laid out; one that is there stays as it is. */
  public enum Partitioning {
    NONE,
    /** A partition for each day in UTC, so that old days can be dropped at no cost. */
    DAY
  }

  /** Locks other processes out while one makes the table; any number would do. */
  private static final long LOCK = 0x5265_666C_6F77_0001L;

  private static final DateTimeFormatter DAY_NAME = DateTimeFormatter.BASIC_ISO_DATE;

  private final boolean isPartitioned;

  private DataFlowEvents(boolean isPartitioned) {
    this.isPartitioned = isPartitioned;
  }

  /**
   * Makes or migrates the table where that is needed and commits. Needs no right to do so where the
   * table has this version already.
   *
   * @param connection not in auto-commit mode and in no transaction; the table is looked for and
   *     made in its search path
   * @throws SchemaException when the database holds something else, or a later version
   */
  public static DataFlowEvents prepare(Connection connection, Partitioning partitioning)
      throws SQLException {
    DataFlowEvents prepared = rehearse(connection, partitioning, SCRIPTS);
    connection.commit();
    return prepared;
  }

  /** The same to version {@code scripts.size()}, and without the commit. */
  static DataFlowEvents rehearse(
      Connection connection, Partitioning partitioning, List<String> scripts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (version(statement) != scripts.size()) {
        statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        migrate(statement, version(statement), partitioning, scripts);
      }
      return new DataFlowEvents(isPartitioned(statement));
    }
  }

  /** Whether each day needs its partition before its first event: {@link #addDay}. */
  public boolean isPartitioned() {
    return isPartitioned;
  }

  /**
   * Makes the partition of {@code day}, in UTC, where it is missing. Waits for other sessions'
   * statements on the table; to be committed at once.
   */
  public void addDay(Connection connection, LocalDate day) throws SQLException {
    String name = "data_flow_events_" + DAY_NAME.format(day);
    try (Statement statement = connection.createStatement()) {
      if (!exists(statement, name)) {
        statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS %s PARTITION OF data_flow_events FOR VALUES FROM ('%s 00:00:00+00') TO ('%s 00:00:00+00')"
                .formatted(name, day, day.plusDays(1)));
      }
    }
  }

  /** The database's version; 0 where nothing is there yet. */
  private static int version(Statement statement) throws SQLException {
    if (!exists(statement, "reflow_schema")) {
      return 0;
    }
    try (ResultSet result = statement.executeQuery("SELECT MAX(version) FROM reflow_schema")) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  /**
   * Whether the search path leads to {@code table}. Asks the catalogue itself: to_regclass keeps in
   * mind, past the lock, that a table was missing.
   */
  private static boolean exists(Statement statement, String table) throws SQLException {
    try (ResultSet result = statement.executeQuery(found("TRUE", table))) {
      return result.next();
    }
  }

  private static boolean isPartitioned(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery(found("relkind = 'p'", "data_flow_events"))) {
      if (!result.next()) {
        throw new SchemaException(
            "table data_flow_events is gone and table reflow_schema is not; drop reflow_schema, and"
                + " both are made anew");
      }
      return result.getBoolean(1);
    }
  }

  private static String found(String what, String table) {
    return "SELECT %s FROM pg_class WHERE relname = '%s' AND pg_table_is_visible(oid)"
        .formatted(what, table);
  }

  private static void migrate(
      Statement statement, int from, Partitioning partitioning, List<String> scripts)
      throws SQLException {
    if (from > scripts.size()) {
      throw new SchemaException(
          "table data_flow_events has version %d and this program knows %d; use a newer one"
              .formatted(from, scripts.size()));
    }
    if (from == 0 && exists(statement, "data_flow_events")) {
      throw new SchemaException(
          "table data_flow_events was not made by Reflow; rename it, or name another schema with"
              + " currentSchema=NAME in the URL");
    }
    if (from == 0) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS reflow_schema (version INTEGER PRIMARY KEY, since TIMESTAMPTZ"
              + " NOT NULL DEFAULT NOW())");
    }
    for (int version = from + 1; version <= scripts.size(); version++) {
      for (String each : statements(scripts.get(version - 1), partitioning)) {
        statement.execute(each);
      }
      statement.execute("INSERT INTO reflow_schema (version) VALUES (" + version + ")");
    }
  }

  private static String[] statements(String script, Partitioning partitioning) {
    boolean daily = partitioning == Partitioning.DAY;
    return script
        .replace("${key}", daily ? "event_id, timestamp" : "event_id")
        .replace("${partitions}", daily ? " PARTITION BY RANGE (timestamp)" : "")
        .split(";\\s*");
  }

  private static String resource(String name) {
    try (InputStream in = DataFlowEvents.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
