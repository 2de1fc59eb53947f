package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.server.collect.Compression;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of every kind, sound and broken. */
class FramesTest {

  /** {@code "Ping"} as Brotli's own tool compresses it. */
  private static final byte[] BROTLI_PING = Base64.getDecoder().decode("iwKAIlBpbmciAw==");

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

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"ZSTD", "GZIP", "LZ4"})
  void shouldAnswerACompressedRequestWithACompressedAnswer(Compression how) throws Exception {
    client.send(packed(how, WireEvents.record(WireEvents.flow(1))));
    assertThat(client.next()).as("a short answer").isEqualTo(WireEvents.RECORDED);
    String ask = "{\"GetTrace\":{\"trace_id\":\"" + WireEvents.id(1) + "\"}}";
    client.send(packed(how, ask));
    byte[] answer = (byte[]) client.next();
    Compression.Unpacked unpacked = Compression.unpack(answer, 1 << 20);
    assertThat(unpacked.compression()).isEqualTo(how);
    assertThat(new String(unpacked.bytes(), StandardCharsets.UTF_8)).startsWith("{\"TraceData\"");
  }

  private static byte[] packed(Compression how, String text) {
    return how.pack(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldUnderstandBrotli() {
    client.send(BROTLI_PING);
    assertThat(client.next()).isEqualTo("\"Pong\"");
  }

  @Test
  void shouldNotCompressTowardsAClientThatDoesNot() {
    client.ask(WireEvents.record(WireEvents.flow(1)));
    client.send("{\"GetTrace\":{\"trace_id\":\"" + WireEvents.id(1) + "\"}}");
    assertThat(client.next()).isInstanceOf(String.class).asString().hasSizeGreaterThan(1_024);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "42",
        "[",
        "[42]",
        "{}",
        "\"Pong\"",
        "{\"Nothing\":{}}",
        "{\"RecordEvent\":{}}",
        "{\"RecordEvent\":[]}",
        "{\"RecordEvent\":{\"trace_id\":7,\"event\":{}}}",
        "{\"RecordEvent\":{\"trace_id\":\"0190163d-8694-739b-aea5-966c26f8ad90\",\"event\":null}}",
        "{\"GetTrace\":{\"trace_id\":\"not a uuid\"}}",
        "{\"Subscribe\":{\"filters\":{\"event_types\":\"DataFlow\"}}}",
        "{\"Subscribe\":{\"filters\":{\"custom_filter\":\"DROP TABLE x\"}}}",
        "{\"QueryTraces\":{\"query\":{\"limit\":-1}}}",
        "{\"QueryTraces\":{\"query\":{\"time_range\":[1]}}}",
        "{\"Ping\":{}} trailing",
      })
  void shouldAnswerWhatIsWrongAndGoOn(String frame) {
    assertThat(client.ask(frame))
        .startsWith("{\"Error\":{\"message\":\"")
        .contains("InvalidRequest");
    assertThat(client.ask("\"Ping\"")).isEqualTo("\"Pong\"");
    assertThat(client.ask("\"GetMetrics\"")).contains("\"errors_total\":1,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"timestamp\":\"2", "\"event_id\":\"0", "\"execution_time_ns\":1", "\"queue_depth\":3",
        "\"size_bytes\":2", "\"custom_attributes\":{", "\"causality\":{", "\"to_actor\":\"d"
      })
  void shouldRefuseAnEventOfTheWrongShape(String field) {
    String name = field.substring(0, field.indexOf(':'));
    String broken = WireEvents.record(WireEvents.flow(1)).replace(field, name + ":[]," + field);
    assertThat(client.ask(broken)).startsWith("{\"Error\"");
    assertThat(client.ask("\"GetMetrics\"")).contains("\"errors_total\":1,");
  }

  @Test
  void shouldTakeAllOfABatchOrNothing() throws Exception {
    String good = WireEvents.record(WireEvents.flow(1));
    String answer = client.ask("[" + good + ",{\"RecordEvent\":{}}]");
    assertThat(answer).contains("request 1 of the batch").contains("InvalidRequest");
    assertThat(server.get("/api/events/msg_1").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldCloseOnAFrameThatIsTooLarge() {
    byte[] huge = new byte[17 << 20];
    boolean sent = client.trySend(huge);
    assertThat(sent ? client.next().toString() : "closed").containsAnyOf("closed", "failed");
    try (TestClient another = server.connect()) {
      assertThat(another.ask("\"Ping\"")).isEqualTo("\"Pong\"");
    }
  }

  @Test
  void shouldSurviveRandomBytes() {
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      client.send(bytes);
      assertThat(client.next()).asString().startsWith("{\"Error\"");
    }
    assertThat(client.ask("\"Ping\"")).isEqualTo("\"Pong\"");
  }
}
