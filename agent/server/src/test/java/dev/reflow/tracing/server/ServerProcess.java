package dev.reflow.tracing.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The built jar in a JVM of its own, which can be killed and started again. */
final class ServerProcess implements AutoCloseable {

  private static final Path JAR = Path.of(System.getProperty("reflow.test.server-jar", ""));
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> command = new ArrayList<>();
  private final Path log;
  private final int port;
  private Process process;

  ServerProcess(Path directory, String... arguments) throws IOException {
    port = freePort();
    log = Files.createTempFile(directory, "server", ".log");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-jar");
    command.add(JAR.toString());
    command.add("--port");
    command.add(String.valueOf(port));
    command.addAll(List.of(arguments));
    process = launch();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Awaitility.await("the server answers; its log is " + log)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> get("/healthz").contains("\"ok\""));
    return started;
  }

  TestClient connect() {
    return TestClient.connect(URI.create("ws://127.0.0.1:" + port + "/"), "reflow-batch.v1");
  }

  String get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  long count() throws IOException, InterruptedException {
    String body =
        http.send(
                request("/api/sql")
                    .POST(
                        BodyPublishers.ofString(
                            "{\"sql\":\"SELECT COUNT(*) FROM data_flow_events\"}"))
                    .build(),
                BodyHandlers.ofString())
            .body();
    return Long.parseLong(body.replaceAll(".*\\[\\[(\\d+)]].*\\s*", "$1"));
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void restart() throws IOException {
    process = launch();
  }

  /** As {@code kill} does; returns the exit status. */
  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
