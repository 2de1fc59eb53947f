package dev.reflow.tracing.server.query;

import dev.reflow.tracing.analysis.missing.MissingFlows;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.EventRows;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Messages that were sent and did not arrive. Stateless; any thread. */
public final class Missing {

  private static final int MOST_MESSAGES = 10_000;

  private Missing() {}

  /**
   * Sets sends against flows, and flows against what was received. Only actors are looked at to
   * which something may be missing: where sends or receipts are recorded, or flows never completed.
   */
  public static MissingFlows find(EventStore store, Conditions conditions) throws StoreException {
    Dialect dialect = store.dialect();
    String chosen = conditions.where();
    String suspect =
        "SELECT DISTINCT destination_actor FROM "
            + dialect.table()
            + (chosen.isEmpty() ? " WHERE " : chosen + " AND ")
            + "(event_type IN ('MessageSent', 'MessageReceived') OR "
            + dialect.isTrue("incomplete")
            + ")";
    String sql =
        "SELECT "
            + EventRows.columns(dialect)
            + " FROM "
            + dialect.table()
            + (chosen.isEmpty() ? " WHERE " : chosen + " AND ")
            + "event_type IN ('DataFlow', 'MessageSent', 'MessageReceived')"
            + " AND destination_actor IN ("
            + suspect
            + ")";
    List<Object> parameters = new ArrayList<>(conditions.parameters());
    parameters.addAll(conditions.parameters());
    MissingFlows missing = new MissingFlows(MOST_MESSAGES);
    return store
        .reads()
        .read(
            session -> {
              try (PreparedStatement query = session.prepare(sql, parameters);
                  ResultSet result = query.executeQuery()) {
                while (result.next()) {
                  StoredEvent event = EventRows.read(result);
                  missing.onFlow(new EventFlow(event));
                }
              }
              return missing;
            });
  }
}
