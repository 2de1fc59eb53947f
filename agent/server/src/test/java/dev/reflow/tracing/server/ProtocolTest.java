package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests beside recording: traces, versions, queries, subscriptions. */
class ProtocolTest {

  private static final String VERSION =
      "{\"major\":1,\"minor\":2,\"patch\":3,\"git_hash\":null,"
          + "\"timestamp\":\"2026-01-02T03:04:05Z\"}";

  @TempDir private Path directory;
  private TestServer server;
  private TestClient client;

  @BeforeEach
  void start() throws ServerException {
    server = new TestServer(directory);
    client = server.connect();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private String startTrace(String flow) {
    String answer =
        client.ask("{\"StartTrace\":{\"flow_id\":\"" + flow + "\",\"version\":" + VERSION + "}}");
    assertThat(answer).startsWith("{\"TraceStarted\":{\"trace_id\":\"");
    return WireEvents.values(answer, "trace_id").get(0);
  }

  @Test
  void shouldPutWhatIsRecordedIntoTheTraceThatWasStarted() {
    String trace = startTrace("orders");
    String event = WireEvents.flow(5);
    client.ask("{\"RecordEvent\":{\"trace_id\":\"" + trace + "\",\"event\":" + event + "}}");
    String answer = client.ask("{\"GetTrace\":{\"trace_id\":\"" + trace + "\"}}");
    assertThat(answer)
        .contains("\"trace_id\":\"" + trace + "\"")
        .contains("\"flow_id\":\"orders\"")
        .contains("\"version\":" + VERSION)
        .contains("\"status\":\"Running\"")
        .contains("\"event_id\":\"" + WireEvents.id(5) + "\"");
  }

  @Test
  void shouldKnowTheVersionsOfAFlow() {
    startTrace("orders");
    startTrace("orders");
    assertThat(client.ask("{\"GetFlowVersions\":{\"flow_id\":\"orders\"}}"))
        .isEqualTo("{\"FlowVersions\":{\"versions\":[" + VERSION + "]}}");
    assertThat(client.ask("{\"GetFlowVersions\":{\"flow_id\":\"others\"}}"))
        .isEqualTo("{\"FlowVersions\":{\"versions\":[]}}");
  }

  @Test
  void shouldAnswerNullForATraceThatIsNotThere() {
    assertThat(client.ask("{\"GetTrace\":{\"trace_id\":\"" + UUID.randomUUID() + "\"}}"))
        .isEqualTo("{\"TraceData\":{\"trace\":null}}");
  }

  @Test
  void shouldStoreAWholeTraceAsOlderClientsSendIt() {
    String id = UUID.randomUUID().toString();
    String trace =
        "{\"trace_id\":\"%s\",\"flow_id\":\"old\",\"execution_id\":\"%s\",\"version\":%s,"
                .formatted(id, id, VERSION)
            + "\"start_time\":\"2026-01-02T03:04:05Z\",\"end_time\":null,"
            + "\"status\":{\"Failed\":{\"error\":\"why\"}},\"events\":["
            + WireEvents.flow(8)
            + "],\"metadata\":{\"user_id\":null,\"session_id\":null,\"environment\":\"test\","
            + "\"hostname\":\"here\",\"process_id\":1,\"thread_id\":\"t\",\"tags\":{}}}";
    assertThat(client.ask("{\"StoreTrace\":{\"trace\":" + trace + "}}"))
        .isEqualTo("{\"TraceStored\":{\"trace_id\":\"" + id + "\"}}");
    assertThat(client.ask("{\"GetTrace\":{\"trace_id\":\"" + id + "\"}}"))
        .contains("\"status\":{\"Failed\":{\"error\":\"why\"}}")
        .contains("\"environment\":\"test\"")
        .contains(WireEvents.id(8).toString());
    assertThat(client.ask("\"GetMetrics\""))
        .startsWith("{\"Metrics\":{\"data\":{\"connections_active\":1")
        .contains("\"traces_stored\":1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|3",
        "{\"flow_id\":\"plant\"}|3",
        "{\"flow_id\":\"other\"}|0",
        "{\"actor_filter\":\"slow\"}|1",
        "{\"custom_filter\":\"message_id = 'b'\"}|1",
        "{\"performance_filter\":\"execution_time_ns > 10000000\"}|1",
        "{\"status\":\"Completed\",\"limit\":2}|3",
        "{\"status\":{\"Failed\":{\"error\":\"\"}}}|0",
        "{\"event_types\":[\"MessageSent\"]}|0",
        "{\"time_range\":[\"2020-01-01T00:00:00Z\",\"2021-01-01T00:00:00Z\"]}|0",
      })
  void shouldFindTracesByWhatIsAskedOfThem(String query, int total) {
    client.ask(WireEvents.record(WireEvents.flow(1, null, "slow", "sink", "a", 20_000_000)));
    client.ask(WireEvents.record(WireEvents.flow(2, null, "fast", "sink", "b", 100)));
    client.ask(WireEvents.record(WireEvents.flow(3, null, "fast", "sink", "c", 100)));
    assertThat(client.ask("{\"QueryTraces\":{\"query\":" + query + "}}"))
        .startsWith("{\"QueryResults\":{\"traces\":[")
        .endsWith("\"total_count\":" + total + "}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|a b c",
        "{\"flow_ids\":[\"plant\"],\"actor_ids\":null}|a b c",
        "{\"flow_ids\":[\"other\"]}|",
        "{\"actor_ids\":[\"slow\",\"nobody\"]}|a",
        "{\"event_types\":[{\"DataFlow\":{\"to_actor\":\"*\",\"to_port\":\"*\"}}]}|a b c",
        "{\"event_types\":[{\"DataFlow\":{\"to_actor\":\"sink\",\"to_port\":\"input\"}}]}|a b",
        "{\"event_types\":[{\"DataFlow\":{\"to_actor\":\"sink\",\"to_port\":\"other\"}}]}|",
        "{\"event_types\":[\"ActorFailed\"]}|",
        "{\"status_filter\":[{\"Failed\":{\"error\":\"\"}}]}|",
        "{\"status_filter\":[\"Running\"]}|a b c",
        "{\"performance_filter\":\"execution_time_ns > 10000000\"}|a",
        "{\"custom_filter\":\"destination_actor LIKE 'arch%'\",\"actor_ids\":[\"fast\"]}|c",
      })
  void shouldNotifyOfWhatAFilterLetsThroughAndOfNothingElse(String filters, String expected) {
    assertThat(client.ask("{\"Subscribe\":{\"filters\":" + filters + "}}"))
        .isEqualTo(WireEvents.RECORDED);
    try (TestClient recording = server.connect()) {
      recording.ask(WireEvents.record(WireEvents.flow(1, null, "slow", "sink", "a", 20_000_000)));
      recording.ask(WireEvents.record(WireEvents.flow(2, null, "fast", "sink", "b", 100)));
      recording.ask(WireEvents.record(WireEvents.flow(3, null, "fast", "archive", "c", 100)));
      recording.ask(WireEvents.record(WireEvents.flow(3, null, "fast", "archive", "c", 100)));
    }
    // The answer to what is asked afterwards stands behind all notifications.
    client.send("\"Ping\"");
    StringBuilder seen = new StringBuilder();
    for (String next = (String) client.next();
        !next.equals("\"Pong\"");
        next = (String) client.next()) {
      assertThat(next).startsWith("{\"EventNotification\":{\"trace_id\":\"");
      List<String> ids = WireEvents.values(next, "message_id");
      seen.append(seen.isEmpty() ? "" : " ").append(ids.get(0));
    }
    assertThat(seen.toString()).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void shouldNotifyNoMoreOnceUnsubscribed() {
    client.ask("{\"Subscribe\":{\"filters\":{}}}");
    assertThat(client.ask("\"Unsubscribe\"")).isEqualTo(WireEvents.RECORDED);
    assertThat(client.ask(WireEvents.record(WireEvents.flow(1)))).isEqualTo(WireEvents.RECORDED);
    assertThat(client.ask("\"Ping\"")).isEqualTo("\"Pong\"");
  }

  @Test
  void shouldGiveAShareToASubscriberThatIsTooSlowAndTellItOfTheRest() throws Exception {
    client.ask("{\"Subscribe\":{\"filters\":{}}}");
    client.pause();
    EventFrames frames = new EventFrames(System.currentTimeMillis(), 1);
    int events = 40 * EventFrames.EVENTS;
    try (TestClient recording = server.connect("reflow-batch.v1")) {
      for (int at = 0; at < events; at += EventFrames.EVENTS) {
        recording.send(frames.frame(at));
        assertThat(recording.next()).isEqualTo(WireEvents.RECORDED);
      }
    }
    client.resume();
    int got = 0;
    int leftOut = 0;
    while (got + leftOut < events) {
      leftOut += leftOut((String) client.next());
      got++;
    }
    assertThat(got + leftOut).isEqualTo(events);
    assertThat(leftOut).isPositive();
    assertThat(server.get("/metrics").body())
        .contains("reflow_server_notifications_left_out_total " + leftOut);
  }

  private static int leftOut(String notification) {
    return Pattern.compile("\"left_out(_after)?\":(\\d+)")
        .matcher(notification)
        .results()
        .mapToInt(told -> Integer.parseInt(told.group(2)))
        .sum();
  }
}
