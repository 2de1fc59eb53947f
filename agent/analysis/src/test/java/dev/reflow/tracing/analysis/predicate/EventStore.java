package dev.reflow.tracing.analysis.predicate;

import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
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

/** Table {@code data_flow_events} in a database, with the types that it has there. */
final class EventStore implements AutoCloseable {

  private final Connection connection;
  private final String name;
  private final String jsonType;

  private EventStore(Connection connection, String name, String textType, String jsonType)
      throws SQLException {
    this.connection = connection;
    this.name = name;
    this.jsonType = jsonType;
    String columns =
        Arrays.stream(Column.values())
            .map(column -> column.columnName() + " " + sqlType(column, textType))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE data_flow_events (row_number INTEGER, attributes %s, %s)"
              .formatted(jsonType, columns));
    }
  }

  /** In memory. */
  static EventStore duckDb() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    return new EventStore(connection, "DuckDB", "VARCHAR", "JSON");
  }

  static EventStore postgres(PostgresDatabase database) throws SQLException {
    return new EventStore(database.connect(), "PostgreSQL", "TEXT COLLATE \"C\"", "JSONB");
  }

  private static String sqlType(Column column, String textType) {
    return switch (column.type()) {
      case TEXT -> textType;
      case INTEGER -> column == Column.DEPENDENCY_DEPTH ? "INTEGER" : "BIGINT";
      case DECIMAL -> "DOUBLE PRECISION";
      case TIME -> "TIMESTAMPTZ";
    };
  }

  /** Holds {@code rows} and nothing else. */
  void hold(List<MapRow> rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM data_flow_events");
    }
    String marks = "?, CAST(? AS " + jsonType + ")" + ", ?".repeat(Column.values().length);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO data_flow_events VALUES (" + marks + ")")) {
      for (int i = 0; i < rows.size(); i++) {
        insert.setInt(1, i);
        insert.setString(2, json(rows.get(i).attributes()));
        int at = 3;
        for (Column column : Column.values()) {
          Object value = sqlValue(column, rows.get(i).value(column));
          if (value == null) {
            insert.setNull(at++, Types.NULL);
          } else {
            insert.setObject(at++, value);
          }
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
        .map(entry -> quoted(entry.getKey()) + ':' + quoted(entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Numbers of the rows that {@code where} chooses. */
  Set<Integer> chosen(Where where) throws SQLException {
    Set<Integer> chosen = new TreeSet<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT row_number FROM data_flow_events WHERE " + where.text())) {
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
  public String toString() {
    return name;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
