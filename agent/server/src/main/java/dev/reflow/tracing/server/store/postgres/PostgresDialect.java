package dev.reflow.tracing.server.store.postgres;

import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.ReadSession;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.StoreException.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/** PostgreSQL's SQL over {@code data_flow_events}. */
final class PostgresDialect implements Dialect {

  /**
   * The mightiest role that the session may act as, if it can do more than read and write tables.
   * Membership counts, used or not: a query can call set_config('role', …).
   */
  private static final String POWER =
      "SELECT session_user, rolname FROM pg_roles WHERE (rolsuper OR rolreplication OR rolname IN"
          + " ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'))"
          + " AND pg_has_role(session_user, oid, 'MEMBER')"
          + " ORDER BY rolname = session_user DESC, rolsuper DESC, rolname LIMIT 1";

  private static final AtomicLong CURSORS = new AtomicLong();
  private static final Pattern END = Pattern.compile("[;\\s]+$");

  @Override
  public String table() {
    return "data_flow_events";
  }

  @Override
  public String isEvent(UUID id) {
    return "event_id = '" + id + "'";
  }

  @Override
  public List<String> hasRoot(UUID id) {
    // The trace is indexed, and is the root's id unless a client has chosen another.
    return List.of("(trace_id = '%1$s' OR event_id = '%1$s')".formatted(id));
  }

  @Override
  public List<String> hasTrace(UUID id) {
    return List.of("trace_id = '" + id + "'");
  }

  @Override
  public String traceKeys() {
    return "trace_id AS k1, 0 AS k2";
  }

  @Override
  public String traceIdOfKeys() {
    return "k1";
  }

  @Override
  public String nanos() {
    return "0";
  }

  @Override
  public String quantile(String column, double share) {
    return "percentile_disc(" + share + ") WITHIN GROUP (ORDER BY " + column + ")";
  }

  @Override
  public String isTrue(String key) {
    return "attributes->>'" + key + "' = 'true'";
  }

  @Override
  public String newestFirst() {
    return "timestamp DESC, event_id DESC";
  }

  @Override
  public boolean findsNewest() {
    return true;
  }

  @Override
  public String isOlder(Instant time, UUID id) {
    return "(timestamp, event_id) < (%s, '%s' COLLATE \"C\")".formatted(Dialect.literal(time), id);
  }

  /**
   * A cursor: PostgreSQL declares one for what reads and for nothing else. The driver's own parser
   * says whether it would send more than one statement. No two have the same name, as the driver
   * remembers for each text which columns its answers have.
   */
  @Override
  public PreparedStatement userQuery(ReadSession session, String sql, int rows)
      throws SQLException, StoreException {
    requireOrdinaryRole(session);
    String cursor = "reflow_query_" + CURSORS.incrementAndGet();
    String query = END.matcher(sql).replaceFirst("");
    String declaration = "DECLARE " + cursor + " NO SCROLL CURSOR FOR " + query;
    if (Parser.parseJdbcSql(declaration, true, false, true, false, false).size() != 1) {
      throw new StoreException(Kind.REFUSED, "one statement at a time", null);
    }
    try (Statement declare = session.connection().createStatement()) {
      declare.setEscapeProcessing(false);
      // Planning alone can take long: functions of constants are called then.
      session.run(declare);
      declare.execute(declaration);
    }
    return session.prepare("FETCH FORWARD " + rows + " FROM " + cursor, List.of());
  }

  /** A read-only transaction keeps such a role from changing rows, and from nothing else. */
  private static void requireOrdinaryRole(ReadSession session) throws SQLException, StoreException {
    try (PreparedStatement query = session.prepare(POWER, List.of());
        ResultSet result = query.executeQuery()) {
      if (result.next()) {
        String user = result.getString(1);
        String power = result.getString(2);
        String may = user.equals(power) ? "is a superuser or may replicate" : "may act as " + power;
        throw new StoreException(
            Kind.FORBIDDEN,
            "SQL is off: the database's role %s %s; name an ordinary one in --store"
                .formatted(user, may),
            null);
      }
    }
  }
}
