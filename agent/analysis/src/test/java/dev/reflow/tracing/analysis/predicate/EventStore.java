package dev.reflow.tracing.analysis.predicate;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Table {@code data_flow_events} in a DuckDB that lives in memory. */
final class EventStore implements AutoCloseable {

  private final Connection connection;

  EventStore() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    String columns =
        Arrays.stream(Column.values())
            .map(column -> column.columnName() + " " + sqlType(column.type()))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE data_flow_events (row INTEGER, attributes JSON, " + columns + ")");
    }
  }

  private static String sqlType(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case INTEGER -> "BIGINT";
      case DECIMAL -> "DOUBLE";
      case TIME -> "TIMESTAMPTZ";
    };
  }

  /** Holds {@code rows} and nothing else. */
  void hold(List<MapRow> rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM data_flow_events");
    }
    String marks = "?, ?" + ", ?".repeat(Column.values().length);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO data_flow_events VALUES (" + marks + ")")) {
      for (int i = 0; i < rows.size(); i++) {
        insert.setInt(1, i);
        insert.setString(2, json(rows.get(i).attributes()));
        int at = 3;
        for (Column column : Column.values()) {
          insert.setObject(at++, sqlValue(column, rows.get(i).value(column)));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static @Nullable Object sqlValue(Column column, @Nullable Object value) {
    return column.type() == ColumnType.TIME && value instanceof Long ns
        ? OffsetDateTime.ofInstant(
            Instant.ofEpochSecond(0, Math.floorDiv(ns, 1_000L) * 1_000L), ZoneOffset.UTC)
        : value;
  }

  private static String json(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(entry -> '"' + entry.getKey() + "\":\"" + entry.getValue() + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Numbers of the rows that {@code where} chooses. */
  Set<Integer> chosen(Where where) throws SQLException {
    Set<Integer> chosen = new TreeSet<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT row FROM data_flow_events WHERE " + where.text())) {
      for (int i = 0; i < where.parameters().size(); i++) {
        query.setObject(i + 1, where.parameters().get(i));
      }
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          chosen.add(result.getInt(1));
        }
      }
    }
    return chosen;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
