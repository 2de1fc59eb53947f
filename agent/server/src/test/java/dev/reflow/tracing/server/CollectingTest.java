package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients of the protocol send, and what they are answered. */
class CollectingTest {

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

  private String count() throws Exception {
    return server
        .post("/api/sql", "{\"sql\":\"SELECT COUNT(*) AS n FROM data_flow_events\"}")
        .body();
  }

  @Test
  void shouldAnswerEachRequestInOrder() {
    client.send("\"Ping\"");
    client.send(WireEvents.record(WireEvents.flow(1)));
    client.send("\"Ping\"");
    assertThat(client.next()).isEqualTo("\"Pong\"");
    assertThat(client.next()).isEqualTo(WireEvents.RECORDED);
    assertThat(client.next()).isEqualTo("\"Pong\"");
  }

  @Test
  void shouldStoreAnEventOnceHoweverOftenItIsSent() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(client.ask(WireEvents.record(WireEvents.flow(1)))).isEqualTo(WireEvents.RECORDED);
    }
    assertThat(count()).contains("\"rows\":[[1]]");
  }

  @Test
  void shouldShowAnEventAsItWasSent() {
    client.ask(WireEvents.record(WireEvents.flow(7)));
    String trace = client.ask("{\"GetTrace\":{\"trace_id\":\"" + WireEvents.id(7) + "\"}}");
    assertThat(trace)
        .startsWith("{\"TraceData\":{\"trace\":{\"trace_id\":\"" + WireEvents.id(7))
        .contains("\"flow_id\":\"plant\"")
        .contains("\"event_type\":{\"DataFlow\":{\"to_actor\":\"data_processor\"")
        .contains("\"message_id\":\"msg_7\"")
        .contains("\"region\":\"north\"")
        .contains("7007Z\"");
  }

  @Test
  void shouldAcknowledgeABatchWithOneAnswer() throws Exception {
    try (TestClient batching = server.connect("reflow-batch.v1")) {
      assertThat(batching.subProtocol()).isEqualTo("reflow-batch.v1");
      StringBuilder batch = new StringBuilder("[");
      for (int i = 1; i <= 500; i++) {
        batch.append(i == 1 ? "" : ",").append(WireEvents.record(WireEvents.flow(i)));
      }
      assertThat(batching.ask(batch.append("]").toString())).isEqualTo(WireEvents.RECORDED);
    }
    assertThat(count()).contains("\"rows\":[[500]]");
  }
}
