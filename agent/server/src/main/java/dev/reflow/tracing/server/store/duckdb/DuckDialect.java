package dev.reflow.tracing.server.store.duckdb;

import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.ReadSession;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.StoreException.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** DuckDB's SQL over {@code event_rows}. */
final class DuckDialect implements Dialect {

  @Override
  public String table() {
    return "event_rows";
  }

  @Override
  public String isEvent(UUID id) {
    return is("id", id);
  }

  @Override
  public List<String> hasRoot(UUID id) {
    return List.of(is("root", id), isEvent(id) + " AND root_high IS NULL");
  }

  @Override
  public List<String> hasTrace(UUID id) {
    return List.of(
        is("trace", id),
        is("root", id) + " AND trace_high IS NULL",
        isEvent(id) + " AND trace_high IS NULL AND root_high IS NULL");
  }

  private static String is(String prefix, UUID id) {
    return "(%1$s_high = %2$d AND %1$s_low = %3$d)"
        .formatted(prefix, id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  @Override
  public String traceKeys() {
    return "COALESCE(trace_high, root_high, id_high) AS k1,"
        + " COALESCE(trace_low, root_low, id_low) AS k2";
  }

  @Override
  public String traceIdOfKeys() {
    return "reflow_uuid(k1, k2)";
  }

  @Override
  public String nanos() {
    return "nanos";
  }

  @Override
  public String quantile(String column, double share) {
    return "CAST(approx_quantile(" + column + ", " + share + ") AS BIGINT)";
  }

  @Override
  public String isTrue(String key) {
    return "attributes->>'" + key + "' = 'true'";
  }

  @Override
  public String newestFirst() {
    return "timestamp DESC, id_high DESC, id_low DESC";
  }

  /** It has no index, but the bounds of the times in each block of rows. */
  @Override
  public boolean findsNewest() {
    return false;
  }

  @Override
  public String isOlder(Instant time, UUID id) {
    return "(timestamp <= %1$s AND (timestamp < %1$s OR (id_high, id_low) < (%2$d, %3$d)))"
        .formatted(
            Dialect.literal(time), id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  /**
   * DuckDB's driver runs all but the last of several statements while it prepares, so its own
   * parser is asked first: it serializes what reads and nothing else.
   */
  @Override
  public PreparedStatement userQuery(ReadSession session, String sql, int rows)
      throws SQLException, StoreException {
    try (PreparedStatement parse =
            session.prepare(
                "SELECT p->>'$.error', p->>'$.error_message', json_array_length(p, '$.statements')"
                    + " FROM (SELECT json_serialize_sql(CAST(? AS VARCHAR)) AS p)",
                List.of(sql));
        ResultSet result = parse.executeQuery()) {
      result.next();
      if (!"false".equals(result.getString(1))) {
        String why = String.valueOf(result.getString(2));
        throw refused(why.startsWith("Only SELECT") ? "only a SELECT can be asked" : why);
      }
      if (result.getInt(3) != 1) {
        throw refused("one statement at a time");
      }
    }
    return session.prepare(sql, List.of());
  }

  private static StoreException refused(String why) {
    return new StoreException(Kind.REFUSED, StoreException.firstLine(why), null);
  }
}
