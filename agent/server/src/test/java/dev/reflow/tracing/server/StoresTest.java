package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

  /** Where a test's events go. */
  enum Kind {
    DUCKDB,
    POSTGRES
  }

  private TestServer server(Kind kind) throws Exception {
    if (kind == Kind.DUCKDB) {
      return new TestServer(directory);
    }
    PostgresDatabase database = PostgresServer.shared().database();
    return new TestServer("--port", "0", "--store", database.urlWithUser());
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
}
