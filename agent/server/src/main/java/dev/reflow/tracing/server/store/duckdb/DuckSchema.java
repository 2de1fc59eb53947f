package dev.reflow.tracing.server.store.duckdb;

import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Makes the tables and brings them to the version that this code knows. Stateless. */
final class DuckSchema {

  /** What leads from each version to the next. */
  static final List<String> SCRIPTS = List.of(script("schema-1.sql"));

  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\n");

  private DuckSchema() {}

  /**
   * Brings the tables to version {@code scripts.size()}, and commits. Where that fails nothing was
   * changed once the caller rolls back.
   *
   * @param connection not in auto-commit mode and in no transaction
   */
  static void prepare(Connection connection, List<String> scripts)
      throws SQLException, StoreException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS reflow_schema (version INTEGER, since TIMESTAMPTZ)");
      int from = version(statement);
      if (from > scripts.size()) {
        throw new StoreException(
            Kind.UNAVAILABLE,
            "its tables have version %d and this server knows %d; use a newer server"
                .formatted(from, scripts.size()),
            null);
      }
      for (int version = from + 1; version <= scripts.size(); version++) {
        for (String each : END_OF_STATEMENT.split(scripts.get(version - 1), -1)) {
          if (!each.isBlank()) {
            statement.execute(each);
          }
        }
        statement.execute("INSERT INTO reflow_schema VALUES (" + version + ", NOW())");
      }
      connection.commit();
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet result =
        statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM reflow_schema")) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  private static String script(String name) {
    try (InputStream in = DuckSchema.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
