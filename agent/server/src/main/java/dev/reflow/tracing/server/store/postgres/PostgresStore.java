package dev.reflow.tracing.server.store.postgres;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.ReadPool;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.StoreException.Kind;
import dev.reflow.tracing.server.store.WriteBatch;
import dev.reflow.tracing.sink.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Events in a PostgreSQL database. Connects anew after a failure. */
public final class PostgresStore implements EventStore {

  private static final String SIZE =
      "SELECT COALESCE(SUM(pg_total_relation_size(relid)), 0)"
          + " FROM pg_partition_tree('data_flow_events')";

  /**
   * Room for the sums of all edges. PostgreSQL analyzes no partitioned table by itself, so it
   * expects many thousands of them, and with 4 MB it sorts all events on disk instead.
   */
  private static final String ROOM =
      "SELECT set_config('work_mem', '32MB', false)"
          + " WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('32MB')";

  /** A session's advisory locks outlive its transaction. */
  private static final String END = "ROLLBACK; SELECT pg_advisory_unlock_all()";

  private final PostgresUrl url;
  private final Properties properties;
  private final ReadPool reads;
  private @Nullable PostgresWriter writer;

  private PostgresStore(PostgresUrl url, Properties properties, Duration queryLimit) {
    this.url = url;
    this.properties = properties;
    this.reads =
        new ReadPool(
            () -> connectForReading(url, properties), "SET TRANSACTION READ ONLY", END, queryLimit);
  }

  /**
   * Connects, and makes the tables where they are missing.
   *
   * @param password null where the URL says it, or none is needed
   */
  public static PostgresStore open(PostgresUrl url, @Nullable String password, Duration queryLimit)
      throws StoreException {
    Properties properties = url.properties();
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.putIfAbsent("ApplicationName", "reflow-server");
    properties.putIfAbsent("connectTimeout", "10");
    properties.putIfAbsent("loginTimeout", "10");
    properties.putIfAbsent("tcpKeepAlive", "true");
    PostgresStore store = new PostgresStore(url, properties, queryLimit);
    try {
      store.writer = PostgresWriter.open(connect(url, properties));
      return store;
    } catch (SQLException e) {
      store.close();
      throw new StoreException(Kind.UNAVAILABLE, url + ": " + line(e), e);
    }
  }

  private static Connection connect(PostgresUrl url, Properties properties) throws SQLException {
    Connection connection = new Driver().connect(url.jdbc(), properties);
    if (connection == null) {
      throw new SQLException("is no address of a PostgreSQL database");
    }
    return connection;
  }

  private static Connection connectForReading(PostgresUrl url, Properties properties)
      throws SQLException {
    Connection connection = connect(url, properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute(ROOM);
    }
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    return connection;
  }

  private static String line(SQLException e) {
    return StoreException.firstLine(String.valueOf(e.getMessage()));
  }

  @Override
  public String label() {
    return url.toString();
  }

  @Override
  public Dialect dialect() {
    return new PostgresDialect();
  }

  @Override
  public List<StoredEvent> write(WriteBatch batch) throws StoreException {
    try {
      return writer().write(batch);
    } catch (SQLException e) {
      disconnect();
      throw new StoreException(Kind.UNAVAILABLE, line(e), e);
    }
  }

  @Override
  public long deleteBefore(Instant limit) throws StoreException {
    try {
      PostgresWriter open = writer();
      open.forgetDays();
      return new Expiry(open.connection()).deleteBefore(limit);
    } catch (SQLException e) {
      disconnect();
      throw new StoreException(Kind.UNAVAILABLE, line(e), e);
    }
  }

  private PostgresWriter writer() throws SQLException {
    PostgresWriter open = writer;
    if (open == null) {
      open = PostgresWriter.open(connect(url, properties));
      writer = open;
    }
    return open;
  }

  private void disconnect() {
    PostgresWriter open = writer;
    writer = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public ReadPool reads() {
    return reads;
  }

  @Override
  public long bytesOnDisk() {
    try {
      return reads.read(
          session -> {
            try (PreparedStatement query = session.prepare(SIZE, List.of());
                ResultSet result = query.executeQuery()) {
              return result.next() ? result.getLong(1) : 0L;
            }
          });
    } catch (StoreException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    reads.close();
    disconnect();
  }
}
