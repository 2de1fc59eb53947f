package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Every view of the dashboard, in a browser, while the sample network runs under the agent. */
final class DashboardIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String[] THEMES = {"light", "dark"};
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static AgentRun run;
  private static ForkedJvm server;
  private static ForkedJvm network;
  private static DashboardPage page;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    port = freePort();
    run =
        new AgentRun("dashboard", Jdk.running())
            .set("sinks", "websocket")
            .set("server-url", "ws://127.0.0.1:" + port);
    server = server("server", port);
    page = DashboardPage.open(port);
    network = run.startJar(AgentRun.SAMPLE_JAR, "--rate", "50", "--duration", "0");
    page.until("the graph is there", () -> nodes() == 7 && busyLinks() >= 6);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    for (AutoCloseable each : new AutoCloseable[] {page, network, server}) {
      if (each != null) {
        closeQuietly(each);
      }
    }
    run.delete();
  }

  private static void closeQuietly(AutoCloseable each) throws IOException {
    try {
      each.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @AfterEach
  void shouldNotComplain() {
    assertThat(page.complaints()).isEmpty();
    assertThat(page.hosts()).isIn("", "127.0.0.1:" + port);
  }

  private static ForkedJvm server(String name, int port) throws IOException {
    Path jar =
        Path.of(Objects.requireNonNull(System.getProperty("reflow.test.server-jar"), "mvn verify"));
    Path work = Files.createDirectories(run.directory().resolve(name));
    String[] command = {Jdk.running().java().toString(), "-Xmx512m", "-jar", jar.toString()};
    ForkedJvm jvm =
        new ForkedJvm(
            java.util.stream.Stream.concat(
                    java.util.Arrays.stream(command),
                    java.util.stream.Stream.of("--port", "" + port, "--store", "duckdb:" + work))
                .toList(),
            Map.of(),
            work);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> get(port, "healthz").body() != null);
    return jvm;
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    return HTTP.send(request(port, path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path));
  }

  private static long nodes() {
    return number("graph.nodes.length");
  }

  private static long busyLinks() {
    return number("graph.links.filter(link => link.sum.rate > 0).length");
  }

  private static long number(String ofScene) {
    return page.number("document.querySelector('.stage canvas').scene." + ofScene);
  }

  private static void openFlow() {
    page.go("flow");
    page.until("the graph is there", () -> nodes() > 0);
  }

  @Test
  void shouldShowWhatFlowsInLightAndDark() throws Exception {
    for (String theme : THEMES) {
      openFlow();
      page.theme(theme);
      page.until("the flows are counted", () -> page.text(".side").contains("/s"));
      assertThat(page.text(".side")).contains("7 nodes", "sensor_reader → data_validator");
      assertThat(page.text("#status")).isEqualTo("live");
      String names = "graph.nodes.map(node => node.name).join()";
      assertThat(page.script("return document.querySelector('.stage canvas').scene." + names))
          .asString()
          .contains("sensor_reader", "analytics_engine", "dashboard");
      page.keepPicture(run.directory().resolve("flow-" + theme + ".png"));
    }
  }

  @Test
  void shouldChartAnEdge() {
    for (String theme : THEMES) {
      openFlow();
      page.theme(theme);
      page.click(".side .rows button");
      page.until("two charts", () -> page.count(".side .chart canvas") == 2);
      page.until("latest events", () -> page.count(".side .rows li") > 3);
      assertThat(page.text(".side .figures")).contains("p50", "p99", "flows");
      page.press(Keys.ESCAPE);
      page.until("all flows again", () -> page.text(".side h2").equals("All flows"));
    }
  }

  @Test
  void shouldSearchGroupAndFocus() {
    openFlow();
    page.type(".tools input", "archive");
    page.until("one is found", () -> number("found.size") == 1);
    page.until("it is chosen", () -> page.text(".side h2").equals("reading_archive"));
    page.press("f");
    page.until("its neighbourhood is left", () -> nodes() == 2);
    page.until("a chip says so", () -> page.text(".chip").contains("1 step"));
    page.click(".chip button");
    page.until("one step more", () -> nodes() > 2);
    page.press(Keys.ESCAPE);
    page.press(Keys.ESCAPE);
    page.until("all are back", () -> nodes() == 7);
    page.choose("Group", "service");
    page.click(".tools button.wide");
    page.until("one node for the service", () -> nodes() == 1);
    page.click(".tools button.wide");
    page.until("unfolded", () -> nodes() == 7);
  }

  @Test
  void shouldFollowTheEventsThatAPredicateChooses() {
    page.go("events");
    page.type(".bar input", "destination_actor = 'data_validator'");
    page.until("events", () -> page.count("tbody tr") > 10);
    assertThat(page.count("tbody tr"))
        .isEqualTo(
            page.number(
                "[...document.querySelectorAll('tbody tr')].filter("
                    + "row => row.children[2].innerText === 'data_validator').length"));
    page.until("new ones come", () -> page.count("tbody tr.new") > 5);
    page.type(".bar input", "destination_actr = 'x'");
    page.until("a line", () -> page.text(".line.bad").contains("destination_actr"));
    // The browser says so of each answer that is an error.
    assertThat(page.complaints()).allMatch(line -> line.contains("400"));
  }

  @Test
  void shouldDrawTheLineageOfAnEvent() {
    for (String theme : THEMES) {
      page.go("events/" + "source_actor%20%3D%20'data_transformer'");
      page.theme(theme);
      page.click("tbody tr");
      page.until("all of the event", () -> page.text(".drawer").contains("parent_event_id"));
      page.click(".drawer > button");
      page.until("a tree", () -> page.count(".tree .lane i") >= 3);
      assertThat(page.text(".tree .sought .name"))
          .startsWith("data_transformer → analytics_engine");
      assertThat(page.text(".tree > div:nth-child(2) .name")).startsWith("sensor_reader");
      assertThat(page.text(".line")).contains("flows in");
    }
  }

  @Test
  void shouldPauseAndTravelInTime() {
    openFlow();
    page.press(Keys.SPACE);
    page.until("paused", () -> page.text("#status").equals("paused"));
    page.press(Keys.SPACE);
    page.until("live again", () -> page.text("#status").equals("live"));
    page.press(Keys.ARROW_LEFT);
    page.until("in the past", () -> page.text("#status").startsWith("at "));
    page.until("what flowed then", () -> busyLinks() >= 6);
    page.click(".timebar button");
    page.until("now", () -> page.text("#status").equals("live"));
  }

  @Test
  void shouldShowWhatTracingCosts() {
    for (String theme : THEMES) {
      page.go("overhead");
      page.theme(theme);
      page.until("figures", () -> page.text(".cards").contains("events stored"));
      page.until(
          "the service",
          () -> page.text("tbody").contains("sensor-network") || page.count("tbody tr") == 1);
      assertThat(page.text("tbody")).contains("100 %");
    }
  }

  @Test
  void shouldFitOnAPhone() {
    page.resize(500, 900);
    try {
      for (String view : List.of("flow", "events", "lineage", "overhead")) {
        page.go(view);
        page.until("the view", () -> !page.text("main").isBlank());
        assertThat(page.number("document.documentElement.scrollWidth"))
            .as(view)
            .isLessThanOrEqualTo(page.number("innerWidth"));
      }
    } finally {
      page.resize(1280, 800);
    }
  }

  @Test
  void shouldShowWhatWasCapturedAsTextAndNeverRunIt() throws Exception {
    String hostile = "<img src=x onerror=document.title=1><script>document.title=2</script>";
    String event =
        get(port, "api/events?limit=1&where=source_actor%20%3D%20%27sensor_reader%27").body();
    assertThat(event).contains("event_id");
    String line =
        """
        {"event_id":"0190163d-8694-7000-8000-00000000beef","timestamp":"%s","event_type":{"DataFlow":\
        {"to_actor":"%2$s","to_port":"in"}},"actor_id":"%2$s","data":{"port":"out","message":{"message_type":"%2$s",\
        "size_bytes":1,"checksum":"","serialized_data":[]},"performance_metrics":{"execution_time_ns":5},\
        "custom_attributes":{"source_actor":"%2$s","source_port":"out","destination_actor":"%2$s",\
        "destination_port":"in","message_id":"hostile","service":"hostile","note":"%2$s"}},"causality":\
        {"parent_event_id":null,"root_cause_event_id":"0190163d-8694-7000-8000-00000000beef",\
        "dependency_chain":[],"span_id":"000000000000beef"}}\
        """
            .formatted(java.time.Instant.now(), hostile);
    int other = freePort();
    try (ForkedJvm alone = server("hostile", other)) {
      HttpRequest post = request(other, "api/events").POST(BodyPublishers.ofString(line)).build();
      assertThat(HTTP.send(post, BodyHandlers.ofString()).body()).contains("\"stored\":1");
      assertThat(get(other, "").headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(it -> assertThat(it).contains("default-src 'self'"));
      try (DashboardPage its = DashboardPage.open(other)) {
        its.until("the side names it", () -> its.text(".side").contains("<img src=x"));
        its.go("events");
        its.click("tbody tr");
        its.until("all of it", () -> its.text(".drawer").contains("<script>"));
        its.click(".drawer > button");
        its.until("the lineage", () -> its.text(".tree").contains("<img src=x"));
        assertThat(its.title()).isEqualTo("Reflow · lineage");
        assertThat(its.count("main img, main script")).isZero();
      }
      assertThat(alone.isAlive()).isTrue();
    }
  }

  @Test
  void shouldSayWhatToDoWhereNothingFlowsAndWhenTheServerIsGone() throws Exception {
    int other = freePort();
    try (ForkedJvm alone = server("alone", other);
        DashboardPage its = DashboardPage.open(other)) {
      its.until("what to do", () -> its.text(".stage").contains("-javaagent"));
      alone.kill();
      its.until("a banner", () -> its.text("#banner").contains("No connection"));
      assertThat(its.text("#status")).isEqualTo("disconnected");
      try (ForkedJvm again = server("again", other)) {
        its.until("it comes back by itself", () -> its.text("#status").equals("live"));
        assertThat(again.isAlive()).isTrue();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
