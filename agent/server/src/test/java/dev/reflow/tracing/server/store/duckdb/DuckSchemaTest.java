package dev.reflow.tracing.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.server.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that another version of the server has made. */
class DuckSchemaTest {

  @TempDir private Path directory;
  private final List<String> newer = new ArrayList<>(DuckSchema.SCRIPTS);

  @BeforeEach
  void storeSomething() throws Exception {
    prepare(DuckSchema.SCRIPTS);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO reflow_traces VALUES ('t', 'f', 'e', '{}', 1, NULL, 'Running', '{}')");
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("events.duckdb"));
  }

  private void prepare(List<String> scripts) throws SQLException, StoreException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      DuckSchema.prepare(connection, scripts);
    }
  }

  private String one(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  @Test
  void shouldBringOlderTablesToTheNewestVersionWithWhatIsInThem() throws Exception {
    newer.add("ALTER TABLE reflow_traces ADD COLUMN mood VARCHAR DEFAULT 'calm';\n");
    newer.add("UPDATE reflow_traces SET mood = 'glad';\nCREATE TABLE more (i INTEGER);\n");
    for (int i = 0; i < 2; i++) {
      prepare(newer);
      assertThat(one("SELECT flow_id || ' is ' || mood FROM reflow_traces")).isEqualTo("f is glad");
    }
    assertThat(one("SELECT COUNT(*) FROM reflow_schema")).isEqualTo("" + newer.size());
  }

  @Test
  void shouldLeaveOlderTablesAsTheyAreWhereAStepToTheNextVersionFails() throws Exception {
    newer.add("ALTER TABLE reflow_traces ADD COLUMN mood VARCHAR;\n");
    newer.add("DROP TABLE flow_rows CASCADE;\nSELECT nonsense;\n");
    assertThatThrownBy(() -> prepare(newer))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("nonsense");
    assertThat(one("SELECT MAX(version) FROM reflow_schema")).isEqualTo("1");
    assertThat(one("SELECT COUNT(*) FROM data_flow_events")).isEqualTo("0");
    prepare(DuckSchema.SCRIPTS);
  }

  @Test
  void shouldSayThatTablesAreANewerServers() throws Exception {
    newer.add("ALTER TABLE reflow_traces ADD COLUMN mood VARCHAR;\n");
    prepare(newer);
    assertThatThrownBy(() -> DuckStore.open(directory, Duration.ofSeconds(1)).close())
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "duckdb:"
                + directory
                + ": its tables have version 2 and this server knows 1; use a newer server");
  }
}
