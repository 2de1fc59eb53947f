package dev.reflow.tracing.sink.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventPages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server that other tests trust is as strict as Reflow's own. */
class ReflowServerTest {

  private final ReflowServer server = ReflowServer.start();

  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private WebSocket socket;

  @BeforeEach
  void connect() {
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket from, CharSequence data, boolean last) {
            answers.add(data.toString());
            from.request(1);
            return null;
          }
        };
    socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(server.uri(), listener).join();
  }

  @AfterEach
  void disconnect() {
    socket.abort();
    server.close();
  }

  @Test
  void shouldAnswerEachFrameInOrder() throws Exception {
    assertThat(ask("\"Ping\"")).isEqualTo("\"Pong\"");
    assertThat(ask(request())).isEqualTo(ReflowServer.RECORDED);
    assertThat(ask("\"Ping\"")).isEqualTo("\"Pong\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"event_id\"",
        "\"timestamp\"",
        "\"to_port\"",
        "\"actor_id\"",
        "\"message_type\"",
        "\"size_bytes\"",
        "\"queue_depth\"",
        "\"custom_attributes\"",
        "\"root_cause_event_id\"",
        "\"dependency_chain\"",
        "\"span_id\"",
        "\"trace_id\""
      })
  void shouldRefuseAnEventThatLacksAField(String field) throws Exception {
    String answer = ask(request().replace(field, "\"something_else\""));
    assertThat(answer).startsWith("{\"Error\":").contains("SerializationError");
  }

  @Test
  void shouldRefuseFieldsOfAnotherType() throws Exception {
    assertThat(ask(request().replace("\"queue_depth\":0", "\"queue_depth\":-1")))
        .contains("queue_depth is negative");
    assertThat(ask(request().replace("\"cpu_usage_percent\":0.0", "\"cpu_usage_percent\":\"0\"")))
        .contains("cpu_usage_percent is 0");
    assertThat(ask("not JSON")).contains("SerializationError");
  }

  private String ask(String request) throws InterruptedException {
    socket.sendText(request, true).join();
    String answer = answers.poll(20, TimeUnit.SECONDS);
    return answer == null ? "no answer" : answer;
  }

  private static String request() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventJson json = new EventJson(out);
    EventPages.numbered(0, 1)
        .read(
            event -> {
              try {
                json.writeRecordEvent(event);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return out.toString(StandardCharsets.UTF_8);
  }
}
