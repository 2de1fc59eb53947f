package dev.reflow.tracing.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.server.collect.Compression;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP API beside what both stores are asked alike. */
class HttpApiTest {

  @TempDir private Path directory;
  private TestServer server;

  @BeforeEach
  void start() throws ServerException {
    server = new TestServer(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldDescribeItselfAsItIs() throws Exception {
    String document = server.get("/openapi.json").body();
    var paths = Pattern.compile("\"(/[a-z./{}]*)\": \\{").matcher(document).results().toList();
    assertThat(paths).hasSizeGreaterThan(10);
    for (var path : paths) {
      String concrete = path.group(1).replace("{id}", "none");
      var answer = server.get(concrete);
      // 404 of an endpoint speaks of ids; that of no endpoint points to this document.
      assertThat(answer.body()).as(concrete).doesNotContain("see /openapi.json");
    }
  }

  @Test
  void shouldStoreLines() throws Exception {
    String lines = WireEvents.flow(1) + "\n\n" + WireEvents.record(WireEvents.flow(2)) + "\r\n";
    assertThat(server.post("/api/events", lines).body()).contains("{\"stored\":2}");
    assertThat(server.get("/api/events/msg_2").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "br", "ZSTD", "identity"})
  void shouldStoreLinesHoweverTheyAreCompressed(String how) throws Exception {
    byte[] lines =
        (WireEvents.flow(1) + "\n" + WireEvents.flow(2)).getBytes(StandardCharsets.UTF_8);
    byte[] body =
        switch (how) {
          case "gzip" -> Compression.GZIP.pack(lines);
          case "zstd", "ZSTD" -> Compression.ZSTD.pack(lines);
          case "br" -> asBrotli(lines);
          default -> lines;
        };
    assertThat(collect(how, body)).contains("{\"stored\":2}");
    assertThat(WireEvents.values(server.get("/api/events").body(), "message_id"))
        .containsExactly("msg_2", "msg_1");
  }

  private String collect(String encoding, byte[] body) throws Exception {
    var request = server.request("/api/events").header("Content-Encoding", encoding);
    return server.send(request.POST(BodyPublishers.ofByteArray(body)).build()).body();
  }

  /** RFC 7932, 9.2: a window of 16 bits, the bytes as they are, and an empty last block. */
  private static byte[] asBrotli(byte[] bytes) {
    int header = (bytes.length - 1) << 4 | 1 << 20;
    return ByteBuffer.allocate(bytes.length + 4)
        .put(new byte[] {(byte) header, (byte) (header >> 8), (byte) (header >> 16)})
        .put(bytes)
        .put((byte) 3)
        .array();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "br", "compress"})
  void shouldRefuseABodyThatIsNotWhatItSays(String how) throws Exception {
    byte[] body = WireEvents.flow(1).getBytes(StandardCharsets.UTF_8);
    assertThat(collect(how, body)).startsWith("{\"error\":\"");
    assertThat(WireEvents.values(server.get("/api/events").body(), "message_id")).isEmpty();
    assertThat(server.get("/metrics").body()).contains("reflow_server_errors_total 1\n");
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"ZSTD", "GZIP"})
  void shouldSayWhereABodyBreaksOff(Compression how) throws Exception {
    String lines =
        Stream.iterate(1, i -> i + 1).limit(5_000).map(WireEvents::flow).collect(joining("\n"));
    byte[] whole = how.pack(lines.getBytes(StandardCharsets.UTF_8));
    String answer = collect(how.name(), Arrays.copyOf(whole, whole.length / 2));
    assertThat(answer).contains("the body cannot be read", "events before it are stored");
    String said = answer.replaceFirst(".*behind line (\\d+) .*; the (\\d+) events.*\\R", "$1 $2");
    assertThat(said).matches("([1-9]\\d+) \\1");
  }

  @Test
  void shouldSayWhichLineIsWrong() throws Exception {
    var answer = server.post("/api/events", WireEvents.flow(1) + "\n{\"half\":\n");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("line 2").contains("the 1 events before it are stored");
    assertThat(server.get("/api/events/msg_1").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTellOfMessagesThatDidNotArrive() throws Exception {
    String sent =
        WireEvents.flow(1)
            .replace(
                "{\"DataFlow\":{\"to_actor\":\"data_processor\",\"to_port\":\"input\"}}",
                "\"MessageSent\"");
    server.post("/api/events", sent + "\n" + WireEvents.flow(2));
    String missing = server.get("/api/missing").body();
    assertThat(missing).contains("\"sends_recorded\":true");
    assertThat(WireEvents.values(missing, "message_id")).containsExactly("msg_1");
    assertThat(WireEvents.values(missing, "why")).containsExactly("no flow");
  }

  @Test
  void shouldDrawTheGraphWithoutAnythingThatCouldRun() throws Exception {
    String hostile = "<script>alert(1)</script>";
    server.post("/api/events", WireEvents.flow(1, null, hostile, "sink", "m", 5));
    String svg = server.get("/api/graph.svg").body();
    assertThat(svg).startsWith("<svg").doesNotContain("<script>").contains("&lt;script&gt;");
    assertThat(server.get("/api/graph").body()).contains("\"name\":\"sink\"");
  }

  @Test
  void shouldLetPagesRunAndStyleByNothingButItsOwnFiles() throws Exception {
    for (String path : new String[] {"/", "/style.css", "/api/graph", "/nowhere"}) {
      assertThat(policy(path)).startsWith("default-src 'self';").doesNotContain("unsafe");
    }
    assertThat(policy("/api/graph.svg"))
        .startsWith("default-src 'none'; style-src 'unsafe-inline';")
        .doesNotContain("script-src");
  }

  private String policy(String path) throws Exception {
    return server.get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  @Test
  void shouldCutAnAnswerThatIsTooLong() throws Exception {
    var answer = server.post("/api/sql?limit=2", "{\"sql\":\"SELECT * FROM range(10)\"}");
    assertThat(answer.body()).contains("[[0],[1]]").contains("\"truncated\":true");
  }

  @Test
  void shouldRefuseWhatIsNoQuestion() throws Exception {
    for (String path :
        new String[] {
          "/api/events?limit=0", "/api/events?limit=x", "/api/events?since=yesterday",
          "/api/events?cursor=x", "/api/events?where=source_actor%20=", "/api/flows?until=never",
          "/api/events?where=1=1;DROP%20TABLE%20flow_rows", "/api/events?cursor=1_'%20OR%201=1"
        }) {
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(400);
    }
    assertThat(server.post("/api/sql", "SELECT 1").statusCode()).isEqualTo(400);
    assertThat(server.post("/api/flows", "").statusCode()).isEqualTo(405);
    assertThat(server.get("/api/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldEndAQueryThatTakesTooLong() throws Exception {
    server.close();
    server = new TestServer(directory, "--query-limit", "1s");
    var answer =
        server.post("/api/sql", "{\"sql\":\"SELECT * FROM range(1000000000000) WHERE range < 0\"}");
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(server.post("/api/sql", "{\"sql\":\"SELECT 1\"}").statusCode()).isEqualTo(200);
  }
}
