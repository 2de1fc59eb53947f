package dev.reflow.tracing.server.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Deletes old events: a day's partition as a whole where it can, else an hour's rows. */
final class Expiry {

  private static final String DAY_PREFIX = "data_flow_events_";

  private static final String OLDEST_PARTITION =
      "SELECT c.relname, c.reltuples::BIGINT FROM pg_inherits i"
          + " JOIN pg_class c ON c.oid = i.inhrelid"
          + " WHERE i.inhparent = to_regclass('data_flow_events')"
          + " AND c.relname LIKE 'data\\_flow\\_events\\_________' ORDER BY c.relname LIMIT 1";

  private final Connection connection;

  /** Commits on {@code connection}. */
  Expiry(Connection connection) {
    this.connection = connection;
  }

  long deleteBefore(Instant limit) throws SQLException {
    long dropped = dropPartition(limit);
    return dropped > 0 ? dropped : deleteHour(limit);
  }

  /** Returns how many rows it had, at least 1. */
  private long dropPartition(Instant limit) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String name;
      long guess;
      try (ResultSet result = statement.executeQuery(OLDEST_PARTITION)) {
        if (!result.next()) {
          return 0;
        }
        name = result.getString(1);
        guess = result.getLong(2);
      }
      LocalDate day = day(name);
      if (day == null || start(day.plusDays(1)).isAfter(limit)) {
        return 0;
      }
      long rows = guess < 0 ? count(statement, name) : guess;
      // Another server may have done so meanwhile.
      statement.execute("DROP TABLE IF EXISTS " + name);
      return Math.max(1, rows);
    } finally {
      connection.commit();
    }
  }

  /** For a partition that was never analyzed, of which the database has no guess. */
  private static long count(Statement statement, String partition) throws SQLException {
    try (ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + partition)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  private static @Nullable LocalDate day(String partition) {
    try {
      String digits = partition.substring(DAY_PREFIX.length());
      return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private long deleteHour(Instant limit) throws SQLException {
    Instant oldest = oldest();
    if (!oldest.isBefore(limit)) {
      return 0;
    }
    Instant hour = oldest.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Instant until = hour.isBefore(limit) ? hour : limit;
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM data_flow_events WHERE timestamp < ?")) {
      delete.setObject(1, until.atOffset(ZoneOffset.UTC));
      return delete.executeUpdate();
    } finally {
      connection.commit();
    }
  }

  private Instant oldest() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT MIN(timestamp) FROM data_flow_events")) {
      OffsetDateTime oldest = result.next() ? result.getObject(1, OffsetDateTime.class) : null;
      return oldest == null ? Instant.MAX : oldest.toInstant();
    } finally {
      connection.commit();
    }
  }
}
