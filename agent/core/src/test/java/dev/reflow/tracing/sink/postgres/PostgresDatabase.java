package dev.reflow.tracing.sink.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** One database of a {@link PostgresServer}. */
public record PostgresDatabase(PostgresServer server, String name, String user, String password) {

  /** Without user and password. */
  public String url() {
    return "jdbc:postgresql://localhost:" + server.port() + "/" + name;
  }

  /** As a user writes it who writes it all into one. */
  public String urlWithUser() {
    return "postgresql://%s:%s@localhost:%d/%s".formatted(user, password, server.port(), name);
  }

  /** As the owner. */
  public Connection connect() throws SQLException {
    return connect(url(), user, password);
  }

  /** Not by the JDK's list of drivers, which the sink keeps itself out of. */
  static Connection connect(String url, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return Objects.requireNonNull(new Driver().connect(url, properties));
  }

  /** Runs a statement as the owner. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement as the administrator. */
  public void executeAsAdmin(String sql) throws SQLException {
    try (Connection connection = server.admin(name);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, by column. */
  public List<Map<String, @Nullable Object>> query(String sql) throws SQLException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData columns = result.getMetaData();
      while (result.next()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnName(i), result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** The only value of a query. */
  public long number(String sql) throws SQLException {
    return ((Number) query(sql).get(0).values().iterator().next()).longValue();
  }
}
