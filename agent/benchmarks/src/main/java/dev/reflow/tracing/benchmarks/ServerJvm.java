package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code reflow-server.jar} in a JVM of its own with 512 MiB of heap. One thread. */
final class ServerJvm implements AutoCloseable {

  private static final String PORT = "38080";
  private static final String URL = "localhost:" + PORT;
  private static final long PATIENCE_S = 60;
  private static final long POLL_MS = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;
  private final Path modules;
  private final Process process;

  /** Starts a server that stores in {@code store}; its log comes into {@code directory}. */
  ServerJvm(Setting setting, Path directory, String store)
      throws IOException, InterruptedException {
    this.directory = directory;
    this.modules = setting.target().resolve("../../server/target").normalize();
    SpareMemory.touch();
    process =
        new ProcessBuilder(java(), "-Xmx512m", "-jar", jar(), "--port", PORT, "--store", store)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.txt").toFile())
            .start();
    awaitAnswer();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private String jar() {
    return modules.resolve("reflow-server.jar").toString();
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    for (long tries = PATIENCE_S * 1_000 / POLL_MS; tries > 0; tries--) {
      if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
        throw new IOException(Files.readString(directory.resolve("server.txt")));
      }
      try {
        get("/healthz");
        return;
      } catch (IOException e) {
        // not yet
      }
    }
    throw new IOException("the server did not answer within " + PATIENCE_S + " s");
  }

  String get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  String sql(String sql) throws IOException, InterruptedException {
    String body = "{\"sql\":\"" + sql + "\"}";
    return send(request("/api/sql").POST(BodyPublishers.ofString(body)).build());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + URL + path));
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + ": " + answer.body());
    }
    return answer.body();
  }

  /** Runs one of the programs among the server's tests, which prints figures. */
  String load(String program, String... arguments) throws IOException, InterruptedException {
    return new ChildJvm(directory, 100).run(command(program, arguments)).figures();
  }

  /** Starts one of them; whoever starts it also ends it. */
  Process begin(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m"));
    command.addAll(command(program, arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("load.txt").toFile())
        .start();
  }

  private List<String> command(String program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-cp",
                modules.resolve("test-classes") + ":" + jar(),
                "dev.reflow.tracing.server." + program,
                "ws://" + URL + "/"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Where a browser finds it. */
  static String page() {
    return "http://" + URL + "/";
  }

  /** Most memory that was resident at a time. */
  long peakMemoryMib() throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
    return Long.parseLong(Machine.value(status, "VmHWM").replaceAll("\\D", "")) / 1024;
  }

  /** Has it stop by itself, so that all it has is where it stays. */
  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
  }
}
