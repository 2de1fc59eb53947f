package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The agent's jar ships to the server's, which is killed in between. */
final class ServerIT {

  private static final int SENDS = 200_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void shouldStoreEachEventOnceThoughTheServerIsKilled() throws Exception {
    int port = freePort();
    AgentRun run =
        new AgentRun("server", Jdk.running())
            .set("sinks", "websocket")
            .set("server-url", "ws://localhost:" + port)
            .set("retry.initial-delay", "100ms");
    try (ForkedJvm first = server(run, port);
        ForkedJvm program = run.start("app.load.LoadMain", "fixed", "2", "" + SENDS / 2)) {
      // Some are stored by now, and most of those not acknowledged: they are sent again.
      await().atMost(PATIENCE).until(() -> count(port) > 0);
      first.kill();
      assertThat(run.await(program).status()).isZero();
    }
    try (ForkedJvm second = server(run, port)) {
      // The program's exit did not wait for a server that was gone.
      Outcome shipped = run.command("ship", run.queueDirectory().toString());
      assertThat(shipped.status()).as(shipped.stderr()).isZero();
      assertThat(count(port)).isEqualTo(SENDS);
      assertThat(sql(port, "SELECT COUNT(DISTINCT event_id) FROM data_flow_events"))
          .contains("[[" + SENDS + "]]");
      second.terminate();
      assertThat(second.exitStatus()).isIn(0, 143);
    }
    run.delete();
  }

  private ForkedJvm server(AgentRun run, int port) throws IOException {
    Path jar =
        Path.of(Objects.requireNonNull(System.getProperty("reflow.test.server-jar"), "mvn verify"));
    Path work = Files.createDirectories(run.directory().resolve("server"));
    ForkedJvm jvm =
        new ForkedJvm(
            List.of(
                Jdk.running().java().toString(),
                "-Xmx512m",
                "-jar",
                jar.toString(),
                "--port",
                "" + port,
                "--store",
                "duckdb:" + work),
            Map.of(),
            work);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> count(port) >= 0);
    return jvm;
  }

  private long count(int port) throws IOException, InterruptedException {
    String body = sql(port, "SELECT COUNT(*) FROM data_flow_events");
    return Long.parseLong(body.replaceAll(".*\\[\\[(\\d+)]].*\\s*", "$1"));
  }

  private String sql(int port, String sql) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/sql"))
            .POST(BodyPublishers.ofString("{\"sql\":\"" + sql + "\"}"))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
