package dev.reflow.tracing.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** A local OTLP/HTTP receiver that answers 200 and counts the spans. Thread-safe. */
final class OtlpCounter implements AutoCloseable {

  private final HttpServer server;
  private final AtomicLong spans = new AtomicLong();

  OtlpCounter() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where to send to. */
  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Spans received since the last call. */
  long takeSpans() {
    return spans.getAndSet(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange).readAllBytes();
      if (exchange.getRequestURI().getPath().endsWith("/traces")) {
        spans.addAndGet(OtlpSpans.count(ByteBuffer.wrap(body)));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    boolean isGzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return isGzip ? new GZIPInputStream(in) : in;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
