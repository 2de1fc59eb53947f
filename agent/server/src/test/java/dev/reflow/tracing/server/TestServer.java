package dev.reflow.tracing.server;

import dev.reflow.tracing.server.health.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;

/** A server in this JVM, on a free port, with a store in a directory of the test's. */
final class TestServer implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final TracingServer server;

  private TracingServer start(String... args) throws ServerException {
    Options options = new Options();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs(args);
    return TracingServer.start(
        options, new Log(new PrintStream(log, true, StandardCharsets.UTF_8), Clock.systemUTC()));
  }

  TestServer(Path directory, String... more) throws ServerException {
    String[] args = new String[more.length + 4];
    args[0] = "--port";
    args[1] = "0";
    args[2] = "--store";
    args[3] = "duckdb:" + directory;
    System.arraycopy(more, 0, args, 4, more.length);
    server = start(args);
  }

  TestServer(String... args) throws ServerException {
    server = start(args);
  }

  int port() {
    return server.port();
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  TestClient connect(String... subProtocols) {
    return TestClient.connect(URI.create("ws://127.0.0.1:" + port() + "/"), subProtocols);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return http.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> ask(String path, String body) {
    return http.sendAsync(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  @Override
  public void close() {
    server.close();
  }
}
