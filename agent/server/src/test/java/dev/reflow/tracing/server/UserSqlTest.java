package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's SQL reads events, and neither writes nor reaches anything else. */
class UserSqlTest {

  private static final String SECRET = "t0p-s3cret";

  @TempDir private static Path directory;
  private static TestServer duck;
  private static TestServer postgres;
  private static PostgresDatabase database;

  @BeforeAll
  static void start() throws Exception {
    duck = new TestServer(directory.resolve("data"));
    database = PostgresServer.shared().database();
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER ROLE @ SUPERUSER|@ is a superuser or may replicate",
        "ALTER ROLE @ REPLICATION|@ is a superuser or may replicate",
        "GRANT pg_read_server_files TO @|@ may act as pg_read_server_files",
        "GRANT pg_write_server_files TO @|@ may act as pg_write_server_files",
        "GRANT pg_execute_server_program TO @|@ may act as pg_execute_server_program",
        "GRANT reflow_admin TO @|@ may act as reflow_admin",
      })
  void shouldAnswerNoSqlOfARoleThatMayDoMoreThanRead(String grant, String why) throws Exception {
    PostgresDatabase own = PostgresServer.shared().database();
    own.executeAsAdmin(grant.replace("@", own.user()));
    try (TestServer server = new TestServer("--port", "0", "--store", own.urlWithUser())) {
      assertThat(server.post("/api/events", WireEvents.flow(1)).body()).contains("\"stored\":1");
      for (String sql : new String[] {"SELECT 1", "SELECT pg_read_file('/etc/passwd')"}) {
        var answer = server.post("/api/sql", "{\"sql\":\"" + sql + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains(why.replace("@", own.user()));
      }
      assertThat(server.get("/api/events?where=source_actor='sensor_reader'").body())
          .contains("msg_1");
      own.executeAsAdmin(
          "ALTER ROLE @ NOSUPERUSER NOREPLICATION; REVOKE pg_read_server_files, pg_write_server_files, pg_execute_server_program, reflow_admin FROM @"
              .replace("@", own.user()));
      assertThat(server.post("/api/sql", "{\"sql\":\"SELECT 1\"}").body()).contains("[[1]]");
    }
  }

  @Test
  void shouldGoOnWhenAQuestionEndsItsOtherSessions() throws Exception {
    String end =
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE usename = current_user AND pid <> pg_backend_pid()";
    assertThat(postgres.post("/api/sql", "{\"sql\":\"" + end + "\"}").body()).contains("\"rows\"");
    // The first is refused, and its sender told: a connection's end is seen when it is used.
    Awaitility.await()
        .until(() -> postgres.post("/api/events", WireEvents.flow(1)).statusCode() == 200);
    String count = "{\"sql\":\"SELECT COUNT(*) FROM data_flow_events\"}";
    Awaitility.await().until(() -> postgres.post("/api/sql", count).body().contains("[[1]]"));
  }

  @Test
  void shouldKeepNoLockOfAQuestion() throws Exception {
    String lock = "{\"sql\":\"SELECT pg_advisory_lock(7), pg_advisory_lock(8)\"}";
    assertThat(postgres.post("/api/sql", lock).statusCode()).isEqualTo(200);
    assertThat(database.number("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'"))
        .isZero();
  }

  @Test
  @Timeout(60)
  void shouldEndAQuestionThatTakesLongBeforeItRuns() throws Exception {
    try (TestServer server =
        new TestServer("--port", "0", "--query-limit", "1s", "--store", database.urlWithUser())) {
      // The planner works out what is constant: a good while for each.
      String sql = "SELECT " + "factorial(32000) + ".repeat(2_000) + "1";
      var answer = server.post("/api/sql", "{\"sql\":\"" + sql + "\"}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(504);
    }
  }

  @Test
  void shouldAnswerFourQuestionsAtOnceAndTellTheFifthToWait() throws Exception {
    String asleep =
        "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE 'FETCH%'" + " AND state = 'active'";
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(postgres.ask("/api/sql", "{\"sql\":\"SELECT pg_sleep(9)\"}"));
    }
    Awaitility.await().until(() -> database.number(asleep) == 4);
    var fifth = postgres.post("/api/sql", "{\"sql\":\"SELECT 1\"}");
    assertThat(fifth.statusCode()).as(fifth.body()).isEqualTo(503);
    assertThat(fifth.body()).contains("too many queries at once");
    for (var answer : answers) {
      assertThat(answer.join().statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"4MB, 32MB", "64MB, 64MB"})
  void shouldHaveRoomForSumsAndLeaveAnOwnersMore(String own, String had) throws Exception {
    PostgresDatabase other = PostgresServer.shared().database();
    other.execute("ALTER ROLE " + other.user() + " SET work_mem = '" + own + "'");
    try (TestServer server = new TestServer("--port", "0", "--store", other.urlWithUser())) {
      String asked = "{\"sql\":\"SELECT current_setting('work_mem')\"}";
      assertThat(server.post("/api/sql", asked).body()).contains("[[\"" + had + "\"]]");
    }
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
