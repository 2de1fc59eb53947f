package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard asks beside what everybody asks. */
class DashboardApiTest {

  /** The first two boxes' left sides. */
  private static final Pattern CORNERS =
      Pattern.compile("\"boxes\":\\[\\[([0-9.]+),[0-9.]+],\\[([0-9.]+),");

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

  private static String sketch(int groupOfSecond, String line) {
    return "{\"boxes\":[[0,120,32,16,17,[\"in\"],[\"out\"]],["
        + groupOfSecond
        + ",120,32,16,17,[\"in\"],[\"out\"]]],\"lines\":[[0,\"out\",1,\"in\",0],"
        + line
        + "]}";
  }

  @Test
  void shouldPlaceBoxesFromLeftToRight() throws Exception {
    HttpResponse<String> answer = server.post("/api/layout", sketch(0, "[0,\"out\",1,\"in\",9]"));
    assertThat(answer.statusCode()).isEqualTo(200);
    Matcher corners = CORNERS.matcher(answer.body());
    assertThat(corners.find()).as(answer.body()).isTrue();
    double left = Double.parseDouble(corners.group(1));
    double right = Double.parseDouble(corners.group(2));
    assertThat(right).isGreaterThan(left + 120);
    assertThat(answer.body()).contains("\"groups\":[]");
  }

  @Test
  void shouldFrameGroupsWhoseMembersSendToOneAnother() throws Exception {
    HttpResponse<String> answer = server.post("/api/layout", sketch(1, "[1,\"out\",0,\"in\",0]"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"groups\":[[0.0,").contains(",[1.0,");
  }

  @Test
  void shouldPlaceBoxesFromTopToBottomInANarrowWindow() throws Exception {
    String sketch = sketch(0, "[0,\"out\",1,\"in\",9]");
    String narrow = sketch.substring(0, sketch.length() - 1) + ",\"window\":[200,600,true]}";
    HttpResponse<String> answer = server.post("/api/layout", narrow);
    assertThat(answer.statusCode()).isEqualTo(200);
    Matcher corners = CORNERS.matcher(answer.body());
    assertThat(corners.find()).as(answer.body()).isTrue();
    double left = Double.parseDouble(corners.group(1));
    assertThat(Double.parseDouble(corners.group(2))).isBetween(left - 60, left + 60);
  }

  @Test
  void shouldRefuseWhatIsNoGraph() throws Exception {
    String[] bodies = {
      "",
      "[]",
      "{\"boxes\":[[0]]}",
      "{\"boxes\":[[0,1e9,32,16,17,[],[]]]}",
      sketch(0, "[0,\"out\",7,\"in\",0]"),
      sketch(0, "[0,\"nowhere\",1,\"in\",0]"),
      "{\"boxes\":" + "[".repeat(5_000),
      "{\"boxes\":[],\"window\":[0,600,true]}",
      "{\"boxes\":[],\"window\":[800,600]}"
    };
    for (String body : bodies) {
      HttpResponse<String> answer = server.post("/api/layout", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).contains("the body is {");
    }
  }

  @Test
  void shouldRefuseStepsOfNoLength() throws Exception {
    assertThat(server.get("/api/series?step=0").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldServeThePageAndItsLibraries() throws Exception {
    assertThat(server.get("/").body()).contains("<title>Reflow");
    assertThat(server.get("/app.js").headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
    assertThat(server.get("/webjars/uplot/1.6.30/dist/uPlot.esm.js").statusCode()).isEqualTo(200);
    assertThat(server.get("/webjars/../dev/reflow/tracing/server/Main.class").statusCode())
        .isNotEqualTo(200);
  }
}
