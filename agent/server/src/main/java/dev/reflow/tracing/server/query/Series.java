package dev.reflow.tracing.server.query;

import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Flows over time, summed up by the store in steps of equal length. Stateless; any thread. */
public final class Series {

  private Series() {}

  /**
   * What began within one step. Immutable.
   *
   * @param startSeconds when the step begins, seconds since the epoch
   * @param flows those that sampling left out counted in
   * @param bytes those of what sampling left out counted in
   */
  public record Step(
      long startSeconds,
      double flows,
      double errors,
      double bytes,
      long p50Ns,
      long p99Ns,
      long maxNs) {}

  /** The steps in which there was a flow that {@code conditions} choose, in order of time. */
  public static List<Step> read(EventStore store, Conditions conditions, int stepSeconds)
      throws StoreException {
    conditions.and("event_type = 'DataFlow'");
    String sql = sql(store.dialect(), conditions, stepSeconds);
    return store
        .reads()
        .read(
            session -> {
              List<Step> steps = new ArrayList<>();
              try (PreparedStatement query = session.prepare(sql, conditions.parameters());
                  ResultSet result = query.executeQuery()) {
                while (result.next()) {
                  steps.add(
                      new Step(
                          result.getLong(1) * stepSeconds,
                          result.getDouble(2),
                          result.getDouble(3),
                          result.getDouble(4),
                          result.getLong(5),
                          result.getLong(6),
                          result.getLong(7)));
                }
              }
              return steps;
            });
  }

  private static String sql(Dialect dialect, Conditions conditions, int stepSeconds) {
    return "SELECT CAST(FLOOR(EXTRACT(EPOCH FROM timestamp) / "
        + stepSeconds
        + ") AS BIGINT) AS step, SUM(sample_weight),"
        + " SUM(CASE WHEN error IS NULL THEN 0 ELSE sample_weight END),"
        + " SUM(COALESCE(size_bytes, 0) * sample_weight), "
        + dialect.quantile("execution_time_ns", 0.5)
        + ", "
        + dialect.quantile("execution_time_ns", 0.99)
        + ", MAX(execution_time_ns) FROM "
        + dialect.table()
        + conditions.where()
        + " GROUP BY 1 ORDER BY 1";
  }
}
