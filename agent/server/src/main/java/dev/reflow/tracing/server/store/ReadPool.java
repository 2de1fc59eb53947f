package dev.reflow.tracing.server.store;

import dev.reflow.tracing.server.store.StoreException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A few connections for reading, each query in a read-only transaction with an end. Any thread.
 *
 * <p>Connections are kept: closing one of DuckDB's while another thread's transaction rolls back
 * may deadlock, so a broken one is dropped only where the database is another process.
 */
public final class ReadPool implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Makes a connection. */
  @FunctionalInterface
  public interface Connecting {
    Connection connect() throws SQLException;
  }

  /** What is done with a session. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(ReadSession session) throws SQLException, StoreException;
  }

  private final Connecting connecting;
  private final String begin;
  private final String end;
  private final Duration limit;
  private final Semaphore permits = new Semaphore(CONNECTIONS, true);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "reflow-query-limit");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A pool that has connected to nothing yet.
   *
   * @param begin the statement that begins a read-only transaction
   * @param end what ends it and leaves nothing of it to the next
   * @param limit how long a query may take
   */
  public ReadPool(Connecting connecting, String begin, String end, Duration limit) {
    this.connecting = connecting;
    this.begin = begin;
    this.end = end;
    this.limit = limit;
  }

  /** Runs one query, or several of one transaction. */
  public <T> T read(Reading<T> reading) throws StoreException {
    acquire();
    try {
      Connection connection = borrow();
      ReadSession session = new ReadSession(connection);
      ScheduledFuture<?> cut =
          clock.schedule(session::cancel, limit.toMillis(), TimeUnit.MILLISECONDS);
      try {
        begin(connection);
        return reading.read(session);
      } catch (SQLException e) {
        throw failure(session, e);
      } finally {
        cut.cancel(false);
        giveBack(connection);
      }
    } finally {
      permits.release();
    }
  }

  private void acquire() throws StoreException {
    try {
      if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreException(Kind.BUSY, "too many queries at once; try again", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Kind.BUSY, "the server stops", e);
    }
  }

  private Connection borrow() throws StoreException {
    synchronized (idle) {
      Connection connection = idle.poll();
      if (connection != null) {
        return connection;
      }
    }
    try {
      return connecting.connect();
    } catch (SQLException e) {
      throw new StoreException(
          Kind.UNAVAILABLE, StoreException.firstLine(String.valueOf(e.getMessage())), e);
    }
  }

  private void begin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(begin);
    }
  }

  private StoreException failure(ReadSession session, SQLException e) {
    if (session.isCancelled()) {
      return new StoreException(
          Kind.TOO_SLOW, "the query took longer than " + limit.toSeconds() + " s", e);
    }
    String line = StoreException.firstLine(String.valueOf(e.getMessage()));
    String state = e.getSQLState();
    boolean away = state != null && (state.startsWith("08") || state.startsWith("57P"));
    return new StoreException(away ? Kind.UNAVAILABLE : Kind.REFUSED, line, e);
  }

  private void giveBack(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(end);
      synchronized (idle) {
        idle.push(connection);
      }
    } catch (SQLException e) {
      // Of no use any more; the next query makes another.
      closeQuietly(connection);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone.
    }
  }

  @Override
  public void close() {
    permits.acquireUninterruptibly(CONNECTIONS);
    clock.shutdownNow();
    synchronized (idle) {
      idle.forEach(ReadPool::closeQuietly);
      idle.clear();
    }
  }
}
