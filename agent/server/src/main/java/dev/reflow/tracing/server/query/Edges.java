package dev.reflow.tracing.server.query;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who sends how much to whom, summed up by the store. Stateless; any thread. */
public final class Edges {

  private static final String KEYS =
      "service, source_actor, source_port, destination_actor, destination_port, protocol";

  private Edges() {}

  /** The edges of the flows that {@code conditions} choose, busiest first. */
  public static List<EdgeSummary> read(EventStore store, Conditions conditions, int limit)
      throws StoreException {
    conditions.and("event_type = 'DataFlow'");
    String sql = sql(store.dialect(), conditions, limit);
    return store
        .reads()
        .read(
            session -> {
              List<EdgeSummary> edges = new ArrayList<>();
              try (PreparedStatement query = session.prepare(sql, conditions.parameters());
                  ResultSet result = query.executeQuery()) {
                while (result.next()) {
                  edges.add(summary(result));
                }
              }
              return edges;
            });
  }

  private static String sql(Dialect dialect, Conditions conditions, int limit) {
    return "SELECT "
        + KEYS
        + ", SUM(sample_weight) AS flows, COUNT(*) AS recorded,"
        + " MIN(timestamp) AS first, MAX(timestamp) AS last,"
        + " CAST(SUM(size_bytes * sample_weight) AS BIGINT) AS bytes,"
        + " CAST(AVG(execution_time_ns) AS BIGINT) AS mean, "
        + dialect.quantile("execution_time_ns", 0.5)
        + " AS p50, "
        + dialect.quantile("execution_time_ns", 0.99)
        + " AS p99, MAX(execution_time_ns) AS longest,"
        + " SUM(CASE WHEN error IS NULL THEN 0 ELSE sample_weight END) AS errors,"
        + " SUM(CASE WHEN "
        + dialect.isTrue("incomplete")
        + " THEN 1 ELSE 0 END) AS incomplete,"
        + " COALESCE(AVG(queue_depth), -1) AS depth, COALESCE(MAX(queue_depth), -1) AS deepest"
        + " FROM "
        + dialect.table()
        + conditions.where()
        + " GROUP BY "
        + KEYS
        + " ORDER BY flows DESC, source_actor, destination_actor LIMIT "
        + limit;
  }

  private static EdgeSummary summary(ResultSet result) throws SQLException {
    FlowEdge edge = edge(result);
    double flows = result.getDouble("flows");
    return new EdgeSummary(
        edge,
        Math.round(flows),
        result.getLong("recorded"),
        rate(flows, result.getTimestamp("first"), result.getTimestamp("last")),
        result.getLong("bytes"),
        result.getLong("mean"),
        result.getLong("p50"),
        result.getLong("p99"),
        result.getLong("longest"),
        Math.round(result.getDouble("errors")),
        result.getLong("incomplete"),
        result.getDouble("depth"),
        (int) Math.min(Integer.MAX_VALUE, result.getLong("deepest")));
  }

  /** The edge that the row's first six columns name. */
  static FlowEdge edge(ResultSet result) throws SQLException {
    return new FlowEdge(
        orEmpty(result.getString(1)),
        orEmpty(result.getString(2)),
        orEmpty(result.getString(3)),
        orEmpty(result.getString(4)),
        orEmpty(result.getString(5)),
        orEmpty(result.getString(6)));
  }

  private static double rate(double flows, Timestamp first, Timestamp last) {
    long ms = last.getTime() - first.getTime();
    return ms <= 0 ? 0 : flows * 1_000 / ms;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static String keys() {
    return KEYS;
  }
}
