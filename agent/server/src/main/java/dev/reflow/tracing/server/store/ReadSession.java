package dev.reflow.tracing.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A read-only transaction of one query. One thread, and one more that cancels. */
public final class ReadSession {

  private final Connection connection;
  private volatile boolean isCancelled;
  private volatile @Nullable Statement running;

  ReadSession(Connection connection) {
    this.connection = connection;
  }

  /** A statement with its parameters set, to be closed by the caller. */
  public PreparedStatement prepare(String sql, List<Object> parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      run(statement);
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      statement.setFetchSize(1_000);
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** Lets {@code statement} be cancelled, which is executed next. */
  public void run(Statement statement) throws SQLException {
    running = statement;
    if (isCancelled) {
      throw new SQLException("cancelled");
    }
  }

  /** The connection itself, for what a dialect needs. */
  public Connection connection() {
    return connection;
  }

  boolean isCancelled() {
    return isCancelled;
  }

  /** Ends what runs, from another thread. */
  void cancel() {
    isCancelled = true;
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It has ended by itself.
      }
    }
  }
}
