package dev.reflow.tracing.sink.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.MessageLite;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is exported by OTLP over HTTP and decodes it by OpenTelemetry's own classes; answers
 * as a collector does, or as the test has asked for. Any thread.
 */
public final class OtlpReceiver implements AutoCloseable {

  /** An answer that is not the usual one. */
  record Refusal(int status, Map<String, String> headers, ByteString body) {}

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
  private final BiConsumer<Resource, Span> taker;
  private final Queue<Metric> metrics = new ConcurrentLinkedQueue<>();
  private final Queue<Resource> resources = new ConcurrentLinkedQueue<>();
  private final Queue<Map<String, List<String>>> headers = new ConcurrentLinkedQueue<>();
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private volatile Predicate<Span> rejects = span -> false;
  private volatile int poisonStatus;
  private volatile int metricsStatus = 200;

  private OtlpReceiver(HttpServer server, @Nullable BiConsumer<Resource, Span> taker) {
    this.server = server;
    this.taker = taker == null ? (resource, span) -> spans.add(span) : taker;
  }

  public static OtlpReceiver start() {
    return start(0, null);
  }

  /**
   * Starts one that keeps no spans.
   *
   * @param port one that was in use before, or 0
   * @param taker gets each span with its resource
   */
  public static OtlpReceiver start(int port, @Nullable BiConsumer<Resource, Span> taker) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      OtlpReceiver receiver = new OtlpReceiver(HttpServer.create(address, 0), taker);
      receiver.server.createContext("/v1/traces", receiver::traces);
      receiver.server.createContext("/v1/metrics", receiver::metrics);
      receiver.server.setExecutor(receiver.executor);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://localhost:" + port());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Every span so far. */
  public List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Every metric so far. */
  List<Metric> metrics() {
    return List.copyOf(metrics);
  }

  /** The sum of all points of the metric {@code name}. */
  public long total(String name) {
    return metrics.stream()
        .filter(metric -> metric.getName().equals(name))
        .flatMap(metric -> metric.getSum().getDataPointsList().stream())
        .mapToLong(NumberDataPoint::getAsInt)
        .sum();
  }

  List<Resource> resources() {
    return List.copyOf(resources);
  }

  /** Of each request. */
  List<Map<String, List<String>>> headers() {
    return List.copyOf(headers);
  }

  /** The next request is answered so, and what it holds forgotten. */
  void refuseNext(int status, Map<String, String> with, byte[] body) {
    refusals.add(new Refusal(status, with, ByteString.copyFrom(body)));
  }

  /**
   * Spans that it does not take: their number, or the status for the whole request, is answered.
   */
  public void reject(Predicate<Span> which, int status) {
    poisonStatus = status;
    rejects = which;
  }

  /** What requests with metrics are answered. */
  void answerMetrics(int status) {
    metricsStatus = status;
  }

  private void traces(HttpExchange exchange) throws IOException {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(CodedInputStream.newInstance(body(exchange)));
    long rejected = spans(request).filter(rejects).count();
    if (rejected > 0 && poisonStatus != 200) {
      answer(exchange, new Refusal(poisonStatus, Map.of(), ByteString.EMPTY));
      return;
    }
    Refusal refusal = refusals.poll();
    if (refusal == null) {
      request.getResourceSpansList().forEach(this::take);
    }
    ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
    if (rejected > 0) {
      response
          .getPartialSuccessBuilder()
          .setRejectedSpans(rejected)
          .setErrorMessage("a name that is not allowed");
    }
    answer(exchange, refusal == null ? ok(response.build()) : refusal);
  }

  private static Stream<Span> spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(of -> of.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream());
  }

  private void take(ResourceSpans of) {
    resources.add(of.getResource());
    of.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .filter(rejects.negate())
        .forEach(span -> taker.accept(of.getResource(), span));
  }

  private void metrics(HttpExchange exchange) throws IOException {
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.parseFrom(CodedInputStream.newInstance(body(exchange)));
    if (metricsStatus == 200) {
      request
          .getResourceMetricsList()
          .forEach(of -> of.getScopeMetricsList().forEach(s -> metrics.addAll(s.getMetricsList())));
      answer(exchange, ok(ExportMetricsServiceResponse.getDefaultInstance()));
    } else {
      answer(exchange, new Refusal(metricsStatus, Map.of(), ByteString.EMPTY));
    }
  }

  private InputStream body(HttpExchange exchange) throws IOException {
    headers.add(exchange.getRequestHeaders());
    InputStream in = exchange.getRequestBody();
    @Nullable String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    return "gzip".equals(encoding) ? new GZIPInputStream(in) : in;
  }

  private static Refusal ok(MessageLite message) {
    return new Refusal(
        200, Map.of("Content-Type", "application/x-protobuf"), message.toByteString());
  }

  private static void answer(HttpExchange exchange, Refusal answer) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().isEmpty() ? -1 : answer.body().size());
      answer.body().writeTo(exchange.getResponseBody());
    }
  }

  /** Ends without another answer. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
