package dev.reflow.tracing.server.store.duckdb;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.ReadPool;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.StoreException.Kind;
import dev.reflow.tracing.server.store.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * Events in one DuckDB file.
 *
 * <p>No index holds ids apart: before a batch is written, its ids are looked for among the rows
 * whose ids lie in the same range, which for events of the same hour are few.
 */
public final class DuckStore implements EventStore {

  private static final String FILE = "events.duckdb";
  private static final String URL = "jdbc:duckdb:";

  private final Path file;
  private final String label;
  private final DuckDBConnection connection;
  private final DuckWriter writer;
  private final ReadPool reads;

  private DuckStore(
      Path file, String url, String label, DuckDBConnection connection, Duration queryLimit)
      throws SQLException {
    this.file = file;
    this.label = label;
    this.connection = connection;
    this.writer = new DuckWriter(connection);
    this.reads =
        new ReadPool(
            () -> DriverManager.getConnection(url, properties()),
            "BEGIN TRANSACTION READ ONLY",
            "ROLLBACK",
            queryLimit);
  }

  /** Opens the store in {@code directory}, or makes it there. */
  public static DuckStore open(Path directory, Duration queryLimit) throws StoreException {
    String label = "duckdb:" + directory;
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw unavailable(label + ": cannot make the directory: " + e.getMessage(), e);
    }
    return open(file, URL + file, label, queryLimit);
  }

  /** A store that is gone once it is closed, to which only events can be written. */
  public static DuckStore inMemory() throws StoreException {
    return open(Path.of("memory"), URL, "duckdb in memory", Duration.ofSeconds(1));
  }

  private static DuckStore open(Path file, String url, String label, Duration queryLimit)
      throws StoreException {
    DuckDBConnection connection = null;
    try {
      connection = (DuckDBConnection) DriverManager.getConnection(url, properties());
      configure(connection);
      connection.setAutoCommit(false);
      DuckSchema.prepare(connection, DuckSchema.SCRIPTS);
      return new DuckStore(file, url, label, connection, queryLimit);
    } catch (SQLException e) {
      close(connection);
      throw unavailable(label + ": " + opening(e), e);
    } catch (StoreException e) {
      close(connection);
      throw unavailable(label + ": " + e.line(), e);
    }
  }

  private static String opening(SQLException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("lock on file")
        ? "another process has it open; stop that, or name another directory"
        : StoreException.firstLine(text);
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    return properties;
  }

  /** For the whole database: no file but its own, and nobody changes that any more. */
  private static void configure(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET memory_limit = '1GB'");
      statement.execute("SET wal_autocheckpoint = '128MB'");
      statement.execute("SET GLOBAL TimeZone = 'UTC'");
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Dialect dialect() {
    return new DuckDialect();
  }

  @Override
  public List<StoredEvent> write(WriteBatch batch) throws StoreException {
    try {
      List<StoredEvent> fresh = writer.write(batch);
      connection.commit();
      return fresh;
    } catch (SQLException e) {
      rollBack();
      throw unavailable(StoreException.firstLine(String.valueOf(e.getMessage())), e);
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // There is none to roll back.
    }
  }

  @Override
  public long deleteBefore(Instant limit) throws StoreException {
    try {
      Instant oldest = oldest();
      if (!oldest.isBefore(limit)) {
        connection.rollback();
        return 0;
      }
      Instant until = oldest.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM flow_rows WHERE timestamp < ?")) {
        delete.setObject(1, time(until.isBefore(limit) ? until : limit));
        int rows = delete.executeUpdate();
        connection.commit();
        return rows;
      }
    } catch (SQLException e) {
      rollBack();
      throw unavailable(StoreException.firstLine(String.valueOf(e.getMessage())), e);
    }
  }

  private Instant oldest() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT MIN(timestamp) FROM flow_rows")) {
      OffsetDateTime oldest = result.next() ? result.getObject(1, OffsetDateTime.class) : null;
      return oldest == null ? Instant.MAX : oldest.toInstant();
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public ReadPool reads() {
    return reads;
  }

  @Override
  public long bytesOnDisk() {
    return size(file) + size(Path.of(file + ".wal"));
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    reads.close();
    close(connection);
  }

  private static void close(@org.jspecify.annotations.Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        // What was committed is on disk.
      }
    }
  }

  private static StoreException unavailable(String line, Exception cause) {
    return new StoreException(Kind.UNAVAILABLE, line, cause);
  }
}
