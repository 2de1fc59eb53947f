package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's SQL reads events, and neither writes nor reaches anything else. */
class UserSqlTest {

  private static final String SECRET = "t0p-s3cret";

  @TempDir private static Path directory;
  private static TestServer duck;
  private static TestServer postgres;

  @BeforeAll
  static void start() throws Exception {
    duck = new TestServer(directory.resolve("data"));
    PostgresDatabase database = PostgresServer.shared().database();
    postgres = new TestServer("--port", "0", "--store", database.urlWithUser());
    Files.writeString(directory.resolve("secret.csv"), SECRET);
    for (TestServer server : new TestServer[] {duck, postgres}) {
      assertThat(server.post("/api/events", WireEvents.flow(1)).body()).contains("\"stored\":1");
    }
  }

  @AfterAll
  static void stop() {
    duck.close();
    postgres.close();
  }

  private static void shouldRefuse(TestServer server, String sql) throws Exception {
    String stated = sql.replace("FILE", directory.resolve("secret.csv").toString());
    String stolen = directory.resolve("stolen.csv").toString();
    var answer = server.post("/api/sql", "{\"sql\":\"" + stated.replace("OUT", stolen) + "\"}");
    assertThat(answer.statusCode()).as(sql + " " + answer.body()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":").doesNotContain(SECRET);
    String count = "{\"sql\":\"SELECT COUNT(*) FROM data_flow_events\"}";
    assertThat(server.post("/api/sql", count).body()).contains("[[1]]");
    assertThat(directory.resolve("stolen.csv")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_text('FILE')",
        "SELECT * FROM read_blob('FILE')",
        "SELECT * FROM read_csv('FILE')",
        "SELECT * FROM read_csv_auto(['FILE'])",
        "SELECT * FROM read_json('FILE')",
        "SELECT * FROM read_parquet('FILE')",
        "SELECT * FROM 'FILE'",
        "SELECT * FROM \\\"FILE\\\"",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM sniff_csv('FILE')",
        "SELECT * FROM parquet_metadata('FILE')",
        "SELECT (SELECT content FROM read_text('FILE'))",
        "WITH x AS (SELECT * FROM read_text('FILE')) SELECT * FROM x",
        "SELECT * FROM query('SELECT * FROM read_text(''FILE'')')",
        "SELECT * FROM query_table('FILE')",
        "FROM read_text('FILE')",
        "COPY data_flow_events TO 'OUT'",
        "COPY (SELECT 1) TO 'OUT'",
        "COPY flow_rows FROM 'FILE'",
        "EXPORT DATABASE 'OUT'",
        "IMPORT DATABASE 'OUT'",
        "ATTACH 'OUT' AS other",
        "ATTACH ':memory:' AS other",
        "DETACH memory",
        "USE memory",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD 'FILE'",
        "PRAGMA database_list",
        "PRAGMA enable_external_access",
        "PRAGMA memory_limit='1TB'",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET memory_limit = '1TB'",
        "CALL pragma_version()",
        "CREATE TEMP TABLE t (i INTEGER)",
        "CREATE MACRO f() AS 1",
        "CREATE SECRET s (TYPE s3)",
        "UPDATE reflow_traces SET flow_id = 'x'",
        "CHECKPOINT",
        "EXPLAIN ANALYZE DELETE FROM flow_rows",
        "PREPARE p AS DELETE FROM flow_rows",
        "EXECUTE p",
        "SELECT 1; PREPARE p AS DELETE FROM flow_rows; EXECUTE p",
      })
  void shouldReachNothingButEventsInDuckDb(String sql) throws Exception {
    shouldRefuse(duck, sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pg_read_file('FILE')",
        "SELECT pg_read_binary_file('/etc/passwd')",
        "SELECT pg_ls_dir('/etc')",
        "SELECT lo_import('FILE')",
        "SELECT lo_export(1, 'OUT')",
        "SELECT query_to_xml('DELETE FROM data_flow_events', true, true, '')",
        "SELECT query_to_xml('COPY data_flow_events TO STDOUT', true, true, '')",
        "SELECT query_to_xml('COMMIT', true, true, '')",
        "SELECT set_config('transaction_read_only', 'off', true)",
        "WITH gone AS (DELETE FROM data_flow_events RETURNING *) SELECT * FROM gone",
        "SELECT * INTO mine FROM data_flow_events",
        "SELECT * FROM data_flow_events FOR UPDATE",
        "SELECT 1; SET TRANSACTION READ WRITE",
        "SELECT 1; COMMIT; DELETE FROM data_flow_events; SELECT 1",
        "COPY data_flow_events TO PROGRAM 'cat'",
        "COPY data_flow_events FROM 'FILE'",
        "DO $$ BEGIN DELETE FROM data_flow_events; END $$",
        "CALL pg_nothing()",
        "LOAD 'FILE'",
        "CREATE EXTENSION dblink",
        "LISTEN x",
        "NOTIFY x",
        "LOCK TABLE data_flow_events",
        "EXPLAIN ANALYZE DELETE FROM data_flow_events",
        "PREPARE p AS DELETE FROM data_flow_events",
        "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
        "SET ROLE postgres",
        "RESET ALL",
      })
  void shouldReachNothingButEventsInPostgres(String sql) throws Exception {
    shouldRefuse(postgres, sql);
  }

  @Test
  void shouldLeaveNothingBehindForTheNextQuestion() throws Exception {
    String loosened = "{\"sql\":\"SELECT set_config('statement_timeout', '1', false)\"}";
    postgres.post("/api/sql", loosened);
    for (int i = 0; i < 8; i++) {
      String asked = "{\"sql\":\"SELECT current_setting('statement_timeout')\"}";
      assertThat(postgres.post("/api/sql", asked).body()).contains("[[\"0\"]]");
    }
  }

  @Test
  void shouldAnswerQuestionsOfAllShapesOneAfterTheOther() throws Exception {
    for (int i = 1; i <= 20; i++) {
      String columns = "1" + ", 1".repeat(i % 3);
      String asked = "{\"sql\":\"SELECT " + columns + "\"}";
      assertThat(postgres.post("/api/sql", asked).body())
          .contains("[[" + columns.replace(" ", "") + "]]");
    }
  }
}
