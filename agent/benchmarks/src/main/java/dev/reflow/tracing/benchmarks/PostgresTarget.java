package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** An empty database of a PostgreSQL that {@code run} has started. */
record PostgresTarget(String url) implements SinkTarget {

  /** The one that the system property {@code benchmarks.postgres} names, where it does. */
  static Optional<SinkTarget> find() {
    return Optional.ofNullable(System.getProperty("benchmarks.postgres")).map(PostgresTarget::new);
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Optional<Bar> bar() {
    return Optional.of(Bar.TO_POSTGRES);
  }

  @Override
  public int sends() {
    return 1_000_000;
  }

  @Override
  public List<String> options(Path directory) {
    return List.of("-Dreflow.sinks=postgres", "-Dreflow.sink.postgres.url=" + url);
  }

  @Override
  public long takeEvents(Path directory) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:" + url);
        Statement statement = connection.createStatement()) {
      long events = 0;
      try (ResultSet table =
          statement.executeQuery("SELECT to_regclass('data_flow_events') IS NOT NULL")) {
        if (!table.next() || !table.getBoolean(1)) {
          return 0;
        }
      }
      try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM data_flow_events")) {
        events = count.next() ? count.getLong(1) : 0;
      }
      statement.execute("TRUNCATE data_flow_events");
      return events;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
