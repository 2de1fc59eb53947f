package dev.reflow.tracing.server.query;

import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's own SQL, which reads. Stateless; any thread. */
public final class UserSql {

  private UserSql() {}

  /**
   * What came of it. Immutable.
   *
   * @param rows of Strings, Longs, Doubles, Booleans and nulls
   * @param isCut whether there are more rows than were wanted
   */
  public record Table(List<String> columns, List<List<@Nullable Object>> rows, boolean isCut) {}

  /** Runs {@code sql} and returns at most {@code limit} rows. */
  public static Table run(EventStore store, String sql, int limit) throws StoreException {
    return store
        .reads()
        .read(
            session -> {
              try (PreparedStatement query = store.dialect().userQuery(session, sql, limit + 1);
                  ResultSet result = query.executeQuery()) {
                return table(result, limit);
              }
            });
  }

  private static Table table(ResultSet result, int limit) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (result.next()) {
      if (rows.size() == limit) {
        return new Table(columns, rows, true);
      }
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(plain(result.getObject(i)));
      }
      rows.add(row);
    }
    return new Table(columns, rows, false);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    // Numbers wider than JavaScript's, times, lists: as the database writes them.
    return value instanceof java.math.BigInteger big && big.bitLength() < 63
        ? (Object) big.longValue()
        : String.valueOf(value);
  }
}
