package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(WireEvents.flow(3).getBytes(StandardCharsets.UTF_8));
    }
    var request =
        server
            .request("/api/events")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(packed.toByteArray()));
    assertThat(server.send(request.build()).body()).contains("{\"stored\":1}");
    assertThat(server.get("/api/events/msg_3").statusCode()).isEqualTo(200);
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
    var answer = server.get("/api/graph");
    assertThat(answer.body()).contains("\"name\":\"sink\"");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'");
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
