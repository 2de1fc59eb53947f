package dev.reflow.e2e;

import static org.awaitility.Awaitility.await;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** {@code reflow-server.jar} in a JVM of its own, which can be killed and started again. */
final class ServerRun implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http;
  private final String scheme;
  private final List<String> command = new ArrayList<>();
  private final Path directory;
  private final int port = freePort();
  private ForkedJvm jvm;

  /** A server on a free port; its files lie in {@code directory}. */
  ServerRun(Path directory, String... arguments) throws IOException {
    this(directory, null, arguments);
  }

  /** The same by TLS, where {@code tls} trusts what {@code arguments} have the server show. */
  ServerRun(Path directory, @Nullable SSLContext tls, String... arguments) throws IOException {
    http =
        tls == null ? HttpClient.newHttpClient() : HttpClient.newBuilder().sslContext(tls).build();
    scheme = tls == null ? "http" : "https";
    this.directory = Files.createDirectories(directory);
    String jar = Objects.requireNonNull(System.getProperty("reflow.test.server-jar"), "mvn verify");
    command.add(Jdk.running().java().toString());
    command.addAll(List.of("-Xmx512m", "-jar", jar, "--port", Integer.toString(port)));
    command.addAll(Arrays.asList(arguments));
    jvm = launch();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private ForkedJvm launch() throws IOException {
    ForkedJvm launched = new ForkedJvm(command, Map.of(), directory);
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> get("healthz").contains("\"ok\"") || !launched.isAlive());
    if (!launched.isAlive()) {
      throw new IOException(launched.stderr());
    }
    return launched;
  }

  int port() {
    return port;
  }

  /** Where agents ship to. */
  String url() {
    return "ws://localhost:" + port;
  }

  /** Stores events, each a line; returns the answer. */
  String store(String lines) throws IOException, InterruptedException {
    HttpRequest request = request("api/events").POST(BodyPublishers.ofString(lines)).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    jvm.kill();
  }

  /** Starts it again after it was killed. */
  void restart() throws IOException {
    jvm = launch();
  }

  /** As {@code kill} does; returns the exit status. */
  int terminate() throws IOException, InterruptedException {
    jvm.terminate();
    return jvm.exitStatus();
  }

  /** What it has stored since it was started. */
  long stored() throws IOException, InterruptedException {
    String name = "reflow_server_events_stored_total ";
    return get("metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  /** The first row that a statement answers. */
  List<Long> row(String sql) throws IOException, InterruptedException {
    HttpRequest request =
        request("api/sql").POST(BodyPublishers.ofString("{\"sql\":\"" + sql + "\"}")).build();
    String body = http.send(request, BodyHandlers.ofString()).body();
    String row = body.replaceFirst("(?s).*\"rows\":\\[\\[([^]]*)].*", "$1");
    // A sum may be too large for a number of JSON's, and is a text then.
    return Arrays.stream(row.replace("\"", "").split(",", -1)).map(Long::parseLong).toList();
  }

  private String get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + "/" + path));
  }

  @Override
  public void close() {
    jvm.close();
  }
}
