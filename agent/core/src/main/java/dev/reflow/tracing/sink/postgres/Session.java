package dev.reflow.tracing.sink.postgres;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.postgres.DataFlowEvents.Partitioning;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One connection with its table {@code reflow_staging}, which is of this session alone and empty
 * between two batches. Not thread-safe.
 */
final class Session implements AutoCloseable {

  private static final String COLUMNS =
      RowEncoder.COLUMNS.stream()
          .map(column -> column.substring(0, column.indexOf(' ')))
          .collect(Collectors.joining(", "));

  /** Of our own types, so that a table with others fails as a whole and not by single events. */
  private static final String STAGING =
      "CREATE TEMPORARY TABLE IF NOT EXISTS reflow_staging ("
          + String.join(", ", RowEncoder.COLUMNS)
          + ") ON COMMIT DELETE ROWS";

  private static final String COPY =
      "COPY reflow_staging (" + COLUMNS + ") FROM STDIN (FORMAT binary)";

  private static final String TAKE_OVER =
      "INSERT INTO data_flow_events ("
          + COLUMNS
          + ") SELECT "
          + COLUMNS
          + " FROM reflow_staging ON CONFLICT DO NOTHING";

  private final Connection connection;
  private final DataFlowEvents events;
  private final Set<LocalDate> madeDays = new HashSet<>();
  private @Nullable CopyIn copy;

  private Session(Connection connection, DataFlowEvents events) {
    this.connection = connection;
    this.events = events;
  }

  /**
   * Connects and finds out, by a batch of no events, whether all is there that a batch needs.
   *
   * @param timeout longest wait for the connection; a statement may take three times as long
   */
  static Session open(
      PostgresUrl url, Credentials credentials, Partitioning partitioning, Duration timeout)
      throws SQLException, SinkException {
    Connection connection = connect(url, credentials, timeout);
    boolean isOpen = false;
    try {
      DataFlowEvents events = DataFlowEvents.prepare(connection, partitioning);
      tryEmptyBatch(connection);
      connection.commit();
      isOpen = true;
      return new Session(connection, events);
    } finally {
      if (!isOpen) {
        connection.close();
      }
    }
  }

  /** Does all that {@link #open} does and takes it back: the database stays as it was. */
  static void check(
      PostgresUrl url, Credentials credentials, Partitioning partitioning, Duration timeout)
      throws SQLException, SinkException {
    try (Connection connection = connect(url, credentials, timeout)) {
      DataFlowEvents.rehearse(connection, partitioning, DataFlowEvents.SCRIPTS);
      tryEmptyBatch(connection);
      connection.rollback();
    }
  }

  private static void tryEmptyBatch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(STAGING);
      statement.execute(TAKE_OVER);
    }
  }

  private static Connection connect(PostgresUrl url, Credentials credentials, Duration timeout)
      throws SQLException, SinkException {
    Properties properties = url.properties();
    credentials.addTo(properties);
    properties.putIfAbsent("ApplicationName", "reflow-agent");
    properties.putIfAbsent("connectTimeout", Long.toString(timeout.toSeconds()));
    properties.putIfAbsent("loginTimeout", Long.toString(timeout.toSeconds()));
    properties.putIfAbsent("socketTimeout", Long.toString(3 * timeout.toSeconds()));
    properties.putIfAbsent("tcpKeepAlive", "true");
    Connection connection = connect(url.jdbc(), properties);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Past the JDK's list of drivers, which is the application's: ours leaves it at once. */
  private static Connection connect(String url, Properties properties) throws SQLException {
    if (Driver.isRegistered()) {
      Driver.deregister();
    }
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SchemaException("is no address of a PostgreSQL database");
    }
    return connection;
  }

  /** Hands on the next bytes of a batch. */
  void write(byte[] bytes, int length) throws SQLException {
    CopyIn open = copy;
    if (open == null) {
      open = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
      copy = open;
    }
    open.writeToCopy(bytes, 0, length);
  }

  /** Takes the batch over, and returns when it is on the server's disk. */
  void commit(Set<LocalDate> days) throws SQLException {
    CopyIn open = copy;
    copy = null;
    if (open != null) {
      open.endCopy();
    }
    if (events.isPartitioned()) {
      for (LocalDate day : days) {
        if (!madeDays.contains(day)) {
          events.addDay(connection, day);
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(TAKE_OVER);
    }
    connection.commit();
    madeDays.addAll(days);
  }

  @Override
  public void close() {
    try {
      // No goodbye to a COPY: the server takes the end of the connection for the end of it.
      if (copy == null) {
        connection.close();
      } else {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
