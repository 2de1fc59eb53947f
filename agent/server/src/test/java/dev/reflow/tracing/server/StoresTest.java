package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both stores answer the same questions alike. */
class StoresTest {

  private static final String SEED =
      "SELECT source_actor, destination_actor, COUNT(*) AS message_count,"
          + " AVG(execution_time_ns) AS avg_transfer_time, SUM(size_bytes) AS total_bytes"
          + " FROM data_flow_events WHERE timestamp > NOW() - INTERVAL '1 hour'"
          + " GROUP BY source_actor, destination_actor ORDER BY message_count DESC;";

  @TempDir private Path directory;
  private @Nullable PostgresDatabase database;

  /** Where a test's events go. */
  enum Kind {
    DUCKDB,
    POSTGRES
  }

  /** On the store that the test's servers before it had. */
  private TestServer server(Kind kind, String... more) throws Exception {
    if (kind == Kind.DUCKDB) {
      return new TestServer(directory, more);
    }
    if (database == null) {
      database = PostgresServer.shared().database();
    }
    List<String> arguments = new ArrayList<>(List.of("--port", "0", "--store"));
    arguments.add(database.urlWithUser());
    arguments.addAll(List.of(more));
    return new TestServer(arguments.toArray(String[]::new));
  }

  private static void send(TestClient client, Stream<String> events) {
    String batch = String.join(",", events.map(WireEvents::record).toList());
    assertThat(client.ask("[" + batch + "]")).isEqualTo(WireEvents.RECORDED);
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepOneRowForEachEvent(Kind kind) throws Exception {
    try (TestServer server = server(kind);
        TestClient client = server.connect()) {
      send(client, Stream.of(WireEvents.flow(1), WireEvents.flow(2), WireEvents.flow(1)));
      send(client, Stream.of(WireEvents.flow(2), WireEvents.flow(3)));
      String answer = sql(server, "SELECT COUNT(*) AS n FROM data_flow_events");
      assertThat(answer).contains("\"rows\":[[3]]");
      assertThat(server.get("/metrics").body())
          .contains("reflow_server_events_stored_total 3")
          .contains("reflow_server_events_repeated_total 2");
    }
  }

  private static String sql(TestServer server, String sql) throws Exception {
    return server.post("/api/sql", "{\"sql\":\"" + sql + "\"}").body();
  }

  @ParameterizedTest
  @EnumSource
  void shouldRunTheDependencyStatementAsItStands(Kind kind) throws Exception {
    try (TestServer server = server(kind);
        TestClient client = server.connect()) {
      send(client, Stream.of(WireEvents.flow(1), WireEvents.flow(2)));
      send(client, Stream.of(WireEvents.flow(3, 1L, "data_processor", "archive", "msg_1", 500)));
      assertThat(sql(server, SEED))
          .contains("\"sensor_reader\",\"data_processor\",2,")
          .contains("\"data_processor\",\"archive\",1,");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseSqlThatWrites(Kind kind) throws Exception {
    try (TestServer server = server(kind);
        TestClient client = server.connect()) {
      send(client, Stream.of(WireEvents.flow(1)));
      for (String statement :
          new String[] {
            "DELETE FROM data_flow_events",
            "DROP TABLE reflow_traces",
            "SELECT 1; DELETE FROM reflow_traces",
            "COMMIT; DROP TABLE reflow_traces",
            "SELECT 1; COMMIT; DROP TABLE reflow_traces; SELECT 2",
            "COPY reflow_traces TO '/tmp/reflow-stolen.csv'",
            "CREATE TABLE mine (i INTEGER)",
            "INSERT INTO reflow_traces SELECT * FROM reflow_traces",
            "SET search_path = mine",
            "VACUUM",
            "BEGIN",
            ""
          }) {
        var answer = server.post("/api/sql", "{\"sql\":\"" + statement + "\"}");
        assertThat(answer.statusCode()).as(statement + " " + answer.body()).isEqualTo(400);
      }
      assertThat(sql(server, "SELECT COUNT(*) FROM data_flow_events")).contains("[[1]]");
      assertThat(sql(server, "SELECT COUNT(*) FROM reflow_traces")).contains("[[0]]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldPageThroughAllEventsNewestFirst(Kind kind) throws Exception {
    try (TestServer server = server(kind);
        TestClient client = server.connect()) {
      send(client, Stream.iterate(1, i -> i + 1).limit(25).map(WireEvents::flow));
      List<String> pages = pages(server, "/api/events?limit=10");
      String seen = String.join("", pages);
      assertThat(pages).hasSize(3);
      assertThat(seen.split(" ")).hasSize(25).doesNotHaveDuplicates();
      assertThat(seen).startsWith("msg_25 msg_24").endsWith("msg_2 msg_1 ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldPageThroughEventsThatLieFarApart(Kind kind) throws Exception {
    // Numbered by the microsecond: 20 ms, 21 ms, a second, a minute, an hour and two days.
    List<Long> numbers =
        List.of(1L, 20_000L, 21_000L, 1_000_000L, 60_000_000L, 3_600_000_000L, 172_800_000_000L);
    try (TestServer server = server(kind);
        TestClient client = server.connect()) {
      send(client, numbers.stream().map(WireEvents::flow));
      assertThat(pages(server, "/api/events?limit=2"))
          .containsExactly(
              "msg_172800000000 msg_3600000000 ",
              "msg_60000000 msg_1000000 ",
              "msg_21000 msg_20000 ",
              "msg_1 ");
      assertThat(pages(server, "/api/events?limit=3&where=message_id%20LIKE%20'msg_2%25'"))
          .containsExactly("msg_21000 msg_20000 ");
    }
  }

  /** The messages of each page, until there is no next. */
  private static List<String> pages(TestServer server, String path) throws Exception {
    List<String> pages = new ArrayList<>();
    String cursor = "";
    do {
      String page = server.get(path + cursor).body();
      StringBuilder seen = new StringBuilder();
      WireEvents.values(page, "message_id").forEach(id -> seen.append(id).append(' '));
      pages.add(seen.toString());
      String next = String.join("", WireEvents.values(page, "next"));
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return pages;
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowWhereAMessageCameFromAndWhatItLedTo(Kind kind) throws Exception {
    try (TestServer server = server(kind);
        TestClient client = server.connect()) {
      send(
          client,
          Stream.of(
              WireEvents.flow(1),
              WireEvents.flow(2, 1L, "data_processor", "archive", "stored_1", 500),
              WireEvents.flow(9)));
      String lineage = server.get("/api/lineage/msg_1").body();
      assertThat(WireEvents.values(lineage, "message_id")).containsExactly("msg_1", "stored_1");
      assertThat(WireEvents.values(lineage, "tie")).containsExactly("root", "caused");
      assertThat(server.get("/api/lineage/" + WireEvents.id(2) + ".svg").body()).startsWith("<svg");
      assertThat(server.get("/api/lineage/nowhere").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldChooseEventsByAPredicate(Kind kind) throws Exception {
    try (TestServer server = server(kind);
        TestClient client = server.connect()) {
      send(
          client,
          Stream.of(
              WireEvents.flow(1, null, "slow", "sink", "a", 20_000_000),
              WireEvents.flow(2, null, "fast", "sink", "b", 100)));
      String slow =
          server
              .get(
                  "/api/events?where=execution_time_ns%20%3E%2010000000%20AND%20(attributes-%3E%3E'region')%20=%20'north'")
              .body();
      assertThat(WireEvents.values(slow, "message_id")).containsExactly("a");
      assertThat(
              WireEvents.values(
                  server.get("/api/flows?where=source_actor='fast'").body(), "source_actor"))
          .containsExactly("fast");
      var wrong = server.get("/api/events?where=nonsense%20%3D%201");
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("nonsense");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSumUpFlowsOverTime(Kind kind) throws Exception {
    try (TestServer server = server(kind);
        TestClient client = server.connect()) {
      send(client, Stream.iterate(1, i -> i + 1).limit(9).map(WireEvents::flow));
      String slow = WireEvents.flow(10, null, "slow", "sink", "m", 20_000_000);
      send(client, Stream.of(slow.replace("\"error\":null", "\"error\":\"no room\"")));
      // Two minutes later by its own time.
      send(client, Stream.of(WireEvents.flow(120_000_000)));
      assertThat(server.get("/api/series?step=60&until=10m").body()).contains("\"steps\":[]");
      String steps = server.get("/api/series?step=60&since=5m").body();
      assertThat(steps)
          .contains("\"flows\":10.0", "\"errors\":1.0", "\"bytes\":2560.0")
          .contains("\"p50_ns\":1500000", "\"max_ns\":20000000");
      assertThat(steps.split("\"flows\"", -1)).as(steps).hasSize(3);
      String where = "source_actor%20%3D%20%27slow%27";
      assertThat(server.get("/api/series?step=60&where=" + where).body())
          .contains("\"flows\":1.0", "\"p99_ns\":20000000");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldDeleteWhatIsTooOld(Kind kind) throws Exception {
    List<String> old =
        List.of(
            aged(1, Duration.ofDays(3)),
            aged(2, Duration.ofDays(3)),
            aged(3, Duration.ofHours(25)),
            aged(4, Duration.ofHours(1)));
    try (TestServer server = server(kind);
        TestClient client = server.connect()) {
      send(client, old.stream());
    }
    try (TestServer server = server(kind, "--retain", "1d");
        TestClient client = server.connect()) {
      Awaitility.await().until(() -> server.log().contains("retention: done, 3 events deleted"));
      assertThat(server.get("/metrics").body()).contains("events_expired_total 3");
      assertThat(pages(server, "/api/events?since=all")).containsExactly("msg_4 ");
      // A day whose rows were deleted is one that events may come for still.
      send(client, Stream.of(aged(5, Duration.ofDays(3))));
      assertThat(pages(server, "/api/events?since=all")).containsExactly("msg_4 msg_5 ");
    }
  }

  private static String aged(int number, Duration age) {
    String time = Instant.now().minus(age).truncatedTo(ChronoUnit.SECONDS).toString();
    return WireEvents.flow(number)
        .replaceFirst("\"timestamp\":\"[^\"]*", "\"timestamp\":\"" + time);
  }

  @Test
  void shouldDropAWholeDayOfPostgresAtOnce() throws Exception {
    try (TestServer server = server(Kind.POSTGRES);
        TestClient client = server.connect()) {
      send(client, Stream.of(aged(1, Duration.ofDays(3)), aged(2, Duration.ofMinutes(1))));
    }
    PostgresDatabase kept = Objects.requireNonNull(database);
    assertThat(days(kept)).isEqualTo(2);
    try (TestServer server = server(Kind.POSTGRES, "--retain", "1d")) {
      Awaitility.await().until(() -> server.log().contains("retention: done, 1 events deleted"));
    }
    assertThat(days(kept)).isEqualTo(1);
  }

  @Test
  void shouldFindEventsOfPostgresByIndexes() throws Exception {
    try (TestServer server = server(Kind.POSTGRES);
        TestClient client = server.connect()) {
      send(client, Stream.of(aged(1, Duration.ofMinutes(1))));
    }
    PostgresDatabase made = Objects.requireNonNull(database);
    assertThat(indexes(made, "= 'data_flow_events'"))
        .containsExactlyInAnyOrder(
            "(event_id, \"timestamp\")",
            "(\"timestamp\")",
            "(trace_id)",
            "(message_id)",
            "(source_actor, destination_actor, \"timestamp\")");
    assertThat(indexes(made, "~ '^data_flow_events_[0-9]{8}$'")).as("of the day").hasSize(5);
  }

  /** The columns of each index. */
  private static List<String> indexes(PostgresDatabase database, String table) throws SQLException {
    String sql =
        "SELECT substring(indexdef FROM '[(][^)]*[)]') AS columns FROM pg_indexes WHERE tablename ";
    return database.query(sql + table).stream()
        .map(row -> String.valueOf(row.get("columns")))
        .toList();
  }

  private static long days(PostgresDatabase database) throws SQLException {
    return database.number(
        "SELECT COUNT(*) FROM pg_inherits WHERE inhparent = to_regclass('data_flow_events')");
  }
}
