package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.reflow.tracing.server.collect.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody might send who means harm: it is answered or closed, counted, and goes by. */
class HostileInputTest {

  private static final int BOMB_BYTES = 200 << 20;

  /** 200 MiB of blanks as Brotli's own tool compresses them. */
  private static final byte[] BROTLI_BOMB =
      Base64.getDecoder()
          .decode(
              "z///fwAkQOKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0AC"
                  + "IA4LQPf+n////wBIAMRhAeje//P//x8ACYA4LADd+3/+//8DIAEQhwWge//P//9/ACQA4rAAdO//"
                  + "+f//D4AEQBwWgO79P////wGQAIjDAtC9/+f//z8AEgBxWAC69//5//8HQAIgDgtA9/4P");

  @TempDir private static Path directory;
  private static TestServer server;

  @BeforeAll
  static void start() throws ServerException {
    server = new TestServer(directory, "--max-connections", "1000");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void shouldStillServe() {
    try (TestClient client = server.connect()) {
      assertThat(client.ask("\"Ping\"")).isEqualTo("\"Pong\"");
    }
  }

  private static long metric(String name) throws Exception {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("reflow_server_" + name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] blanks(int count) {
    byte[] blanks = new byte[count];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
  }

  static Stream<Arguments> bombs() throws IOException {
    byte[] blanks = blanks(BOMB_BYTES);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(blanks);
    }
    return Stream.of(
        Arguments.of("zstd", Zstd.compress(blanks, 1)),
        Arguments.of("gzip", gzip.toByteArray()),
        Arguments.of("br", BROTLI_BOMB),
        Arguments.of("lz4", Compression.LZ4.pack(blanks)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void shouldNotUnpackABomb(String how, byte[] bomb) throws Exception {
    long errors = metric("errors_total");
    assertThat(bomb).hasSizeLessThan(1 << 20);
    try (TestClient client = server.connect()) {
      client.send(bomb);
      assertThat(client.next()).asString().contains("SerializationError");
    }
    shouldCountOneMoreThan(errors);
    if (!how.equals("lz4")) {
      var request = server.request("/api/events").header("Content-Encoding", how);
      var answer = server.send(request.POST(BodyPublishers.ofByteArray(bomb)).build());
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("line 1: it is too long; the 0 events before it are stored");
    }
  }

  private static void shouldCountOneMoreThan(long errors) {
    Awaitility.await().until(() -> metric("errors_total") == errors + 1);
  }

  @Test
  void shouldNotMakeTheWindowThatAFewBytesAskFor() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(packed).setLong(27)) {
      out.write(utf8("\"Ping\""));
      out.flush();
    }
    try (TestClient client = server.connect()) {
      client.send(packed.toByteArray());
      assertThat(client.next()).asString().contains("SerializationError");
    }
  }

  @Test
  void shouldReadAnLz4FrameWhoseLengthLooksLikeGzip() {
    byte[] text = blanks(0x088B1F);
    System.arraycopy(utf8("\"Ping\""), 0, text, 0, 6);
    try (TestClient client = server.connect()) {
      client.send(Compression.LZ4.pack(text));
      assertThat(client.next()).isEqualTo("\"Pong\"");
    }
  }

  @Test
  void shouldCloseOnATextThatIsTooLarge() throws Exception {
    long errors = metric("errors_total");
    try (TestClient client = server.connect()) {
      boolean sent = client.trySend(" ".repeat(33 << 20));
      assertThat(sent ? client.next().toString() : "closed").containsAnyOf("closed", "failed");
    }
    shouldCountOneMoreThan(errors);
  }

  @Test
  void shouldCloseOnATextThatIsNotUtf8() throws Exception {
    long errors = metric("errors_total");
    try (RawSocket socket = RawSocket.upgraded(server.port(), "/ws")) {
      // A final text frame of two bytes, masked with zeros.
      socket.write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xC3, 0x28});
      assertThat(socket.read()).as("a close frame").isEqualTo(0x88);
    }
    shouldCountOneMoreThan(errors);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1=1) UNION SELECT * FROM reflow_traces --",
        "1=1; DROP TABLE flow_rows",
        "source_actor = (SELECT content FROM read_text('/etc/passwd'))",
        "read_text('/etc/passwd') IS NOT NULL",
        "EXISTS (SELECT 1 FROM duckdb_settings())",
        "source_actor = 'x' OR pg_sleep(10) IS NULL",
        "source_actor IN (SELECT table_name FROM information_schema.tables)",
        "getenv('HOME') = 'x'",
      })
  void shouldRefuseAPredicateThatIsMoreThanOne(String predicate) throws Exception {
    long errors = metric("errors_total");
    String encoded = URLEncoder.encode(predicate, StandardCharsets.UTF_8);
    for (String path : new String[] {"/api/events", "/api/flows", "/api/series", "/api/graph"}) {
      assertThat(server.get(path + "?where=" + encoded).statusCode()).as(path).isEqualTo(400);
    }
    try (TestClient client = server.connect()) {
      String filters = "{\"custom_filter\":\"" + predicate + "\"}";
      assertThat(client.ask("{\"Subscribe\":{\"filters\":" + filters + "}}"))
          .contains("InvalidRequest");
    }
    assertThat(metric("errors_total")).isEqualTo(errors + 5);
  }

  @Test
  void shouldTakeAnIdForNothingButAnId() throws Exception {
    for (String id : new String[] {"'%20OR%20'1'='1", "x'%3B%20DROP%20TABLE%20flow_rows--"}) {
      assertThat(server.get("/api/events/" + id).statusCode()).as(id).isEqualTo(404);
      assertThat(server.get("/api/lineage/" + id).statusCode()).as(id).isEqualTo(404);
    }
    try (TestClient client = server.connect()) {
      assertThat(client.ask("{\"GetFlowVersions\":{\"flow_id\":\"' OR '1'='1\"}}"))
          .isEqualTo("{\"FlowVersions\":{\"versions\":[]}}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..%2f..%2fetc/passwd.txt",
        "/%2e%2e/%2e%2e/etc/passwd.txt",
        "/..%5c..%5cx.js",
        "/webjars/%2e%2e/%2e%2e/%2e%2e/simplelogger.properties.txt",
        "/webjars/uplot/../../../../dev/reflow/tracing/server/http/openapi.json",
        "/http/openapi.json",
        "/app.js%00.html",
        "/file:/etc/passwd.txt",
      })
  void shouldServeNoOtherFile(String path) throws Exception {
    long errors = metric("errors_total");
    try (RawSocket socket = RawSocket.connected(server.port())) {
      socket.write(utf8("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      assertThat(socket.line()).matches("HTTP/1.1 (400|403|404).*");
    }
    assertThat(metric("errors_total")).isEqualTo(errors + 1);
  }

  @Test
  void shouldMakeNoHeaderOfWhatAClientMadeUp() throws Exception {
    var answer = server.post("/api/login", "x\r\nX-Mine: 1");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "x-mine");
  }

  @Test
  void shouldTakeNoMoreSubscriptionsThanTheLimit() throws Exception {
    Awaitility.await().until(() -> metric("subscriptions") == 0);
    List<RawSocket> subscribed = new ArrayList<>();
    String subscribe = "{\"Subscribe\":{\"filters\":{}}}";
    try {
      for (int i = 0; i < 256; i++) {
        subscribed.add(RawSocket.upgraded(server.port(), "/ws"));
        assertThat(subscribed.get(i).ask(subscribe)).isEqualTo(WireEvents.RECORDED);
      }
      Awaitility.await().until(() -> metric("subscriptions") == 256);
      long errors = metric("errors_total");
      try (RawSocket further = RawSocket.upgraded(server.port(), "/ws")) {
        assertThat(further.ask(subscribe)).contains("too many subscriptions");
        assertThat(metric("errors_total")).isEqualTo(errors + 1);
        subscribed.remove(0).close();
        Awaitility.await().until(() -> metric("subscriptions") == 255);
        assertThat(further.ask(subscribe)).isEqualTo(WireEvents.RECORDED);
      }
    } finally {
      for (RawSocket socket : subscribed) {
        socket.close();
      }
    }
    Awaitility.await().until(() -> metric("subscriptions") == 0);
  }

  @Test
  void shouldHoldAThousandIdleWebSocketsAndTurnTheNextAway() throws Exception {
    Awaitility.await().until(() -> metric("connections") == 0);
    long refused = metric("connections_refused_total");
    List<RawSocket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        idle.add(RawSocket.upgraded(server.port(), i % 2 == 0 ? "/ws" : "/api/live"));
      }
      Awaitility.await().until(() -> metric("connections") == 1_000);
      try (RawSocket further = RawSocket.connected(server.port())) {
        further.write(utf8(RawSocket.upgrade("/ws")));
        assertThat(further.line()).startsWith("HTTP/1.1 503");
      }
      assertThat(metric("connections_refused_total")).isEqualTo(refused + 1);
      assertThat(server.post("/api/events", WireEvents.flow(1)).body()).contains("\"stored\":1");
    } finally {
      for (RawSocket socket : idle) {
        socket.close();
      }
    }
    Awaitility.await().until(() -> metric("connections") == 0);
  }
}
