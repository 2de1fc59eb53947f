package dev.reflow.tracing.sink.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.health.LogLines;
import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.SinkException.Kind;
import dev.reflow.tracing.sink.Written;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpSinkTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Edge EDGE = new Edge(1, "reader", "out", "writer", "in", Edge.IN_MEMORY);
  private static final EdgeCount COUNT =
      new EdgeCount(EDGE, 5_000_000_000L, 1_000_000_000L, 1000, 990, 4096, 3, 10, 2_000, 700);

  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final LogLines log = new LogLines();

  @AfterEach
  void stop() {
    receiver.close();
  }

  private OtlpSink sink() {
    return sink(receiver.endpoint(), Map.of());
  }

  private OtlpSink sink(URI endpoint, Map<String, String> headers) {
    return new OtlpSink(endpoint, headers, true, LONG, log.log());
  }

  private static void send(OtlpSink sink, int first, int count) throws SinkException {
    Written.to(sink, EventPages.numbered(first, count));
    sink.commit();
  }

  private SinkException failure(OtlpSink sink) {
    try (sink) {
      return catchThrowableOfType(
          SinkException.class,
          () -> {
            sink.open();
            send(sink, 0, 3);
          });
    }
  }

  private List<String> messageIds() {
    return receiver.spans().stream()
        .map(span -> Spans.attribute(span, "messaging.message.id").getStringValue())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldPostEachEventAsASpan(boolean isGzip) throws Exception {
    try (OtlpSink sink = new OtlpSink(receiver.endpoint(), Map.of(), isGzip, LONG, log.log())) {
      sink.open();
      send(sink, 0, 2);
      send(sink, 2, 1);
    }
    assertThat(messageIds()).containsExactly("m0", "m1", "m2");
    assertThat(receiver.spans()).extracting(Span::getName).containsOnly("send writer");
    assertThat(receiver.headers())
        .allSatisfy(
            headers ->
                assertThat(headers)
                    .containsEntry("Content-type", List.of("application/x-protobuf")));
    assertThat(Spans.attribute(receiver.resources().get(0), "service.name").getStringValue())
        .isEqualTo("orders");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldSplitWhatIsManyIntoSeveralRequests() throws Exception {
    try (OtlpSink sink = sink()) {
      sink.open();
      send(sink, 0, 8_192);
    }
    assertThat(messageIds()).hasSize(8_192).doesNotHaveDuplicates();
    assertThat(receiver.headers()).hasSizeGreaterThan(3);
  }

  @Test
  void shouldPostEdgeCountsAsMetrics() throws Exception {
    try (OtlpSink sink = sink()) {
      sink.open();
      assertThat(sink.writeCount(COUNT, EventPages.PROCESS)).isTrue();
      sink.commit();
    }
    assertThat(receiver.metrics())
        .extracting(Metric::getName)
        .containsExactly(
            "reflow.edge.flows",
            "reflow.edge.flows.sampled_out",
            "reflow.edge.bytes",
            "reflow.edge.errors",
            "reflow.edge.duration");
    assertThat(receiver.metrics().subList(0, 4))
        .extracting(metric -> metric.getSum().getDataPoints(0).getAsInt())
        .containsExactly(1000L, 990L, 4096L, 3L);
    assertThat(receiver.metrics().get(0).getSum())
        .satisfies(
            sum -> {
              assertThat(sum.getIsMonotonic()).isTrue();
              assertThat(sum.getAggregationTemporality())
                  .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
              assertThat(sum.getDataPoints(0).getStartTimeUnixNano()).isEqualTo(4_000_000_000L);
              assertThat(sum.getDataPoints(0).getTimeUnixNano()).isEqualTo(5_000_000_000L);
              assertThat(
                      Spans.attribute(
                              sum.getDataPoints(0).getAttributesList(),
                              "messaging.destination.name")
                          .getStringValue())
                  .isEqualTo("writer");
            });
    assertThat(receiver.metrics().get(4).getHistogram().getDataPoints(0))
        .satisfies(
            point -> {
              assertThat(point.getCount()).isEqualTo(10);
              assertThat(point.getBucketCountsList()).containsExactly(10L);
              assertThat(point.getSum()).isEqualTo(2e-6);
              assertThat(point.getMax()).isEqualTo(7e-7);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 501})
  void shouldDoWithoutMetricsWhereNobodyTakesThem(int status) throws Exception {
    receiver.answerMetrics(status);
    try (OtlpSink sink = sink()) {
      sink.open();
      assertThat(sink.writeCount(COUNT, EventPages.PROCESS)).isTrue();
      send(sink, 0, 1);
      assertThat(sink.writeCount(COUNT, EventPages.PROCESS)).isFalse();
      send(sink, 1, 1);
    }
    assertThat(messageIds()).containsExactly("m0", "m1");
    assertThat(log.lines())
        .containsExactly(
            "WARN otlp sink: %s takes no metrics (HTTP %d), so edge counts stay here"
                .formatted(receiver.endpoint(), status));
  }

  @Test
  void shouldSendCountsAgainWhenTheyWereNotTaken() throws Exception {
    receiver.answerMetrics(503);
    try (OtlpSink sink = sink()) {
      sink.open();
      sink.writeCount(COUNT, EventPages.PROCESS);
      assertThat(catchThrowableOfType(SinkException.class, sink::commit).kind())
          .isEqualTo(Kind.RETRY);
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0, 0", "3600, 300", "soon, 0", "'Fri, 01 Jan 2100 00:00:00 GMT', 300"})
  void shouldWaitAsLongAsTheReceiverAsksFor(String asked, int seconds) throws Exception {
    try (OtlpSink sink = sink()) {
      sink.open();
      receiver.refuseNext(429, Map.of("Retry-After", asked), new byte[0]);
      SinkException failure = catchThrowableOfType(SinkException.class, () -> send(sink, 0, 1));
      assertThat(failure.kind()).isEqualTo(Kind.RETRY);
      assertThat(failure.leastWait()).isEqualTo(Duration.ofSeconds(seconds));
      assertThat(failure)
          .hasMessage("%s: it is overloaded or away (HTTP 429)", receiver.endpoint());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, POISON, rejects it",
    "413, POISON, rejects it",
    "422, POISON, rejects it",
    "401, RETRY, check reflow.sink.otlp.headers",
    "403, RETRY, check reflow.sink.otlp.headers",
    "404, RETRY, check reflow.sink.otlp.endpoint",
    "301, RETRY, check reflow.sink.otlp.endpoint",
    "503, RETRY, overloaded or away",
    "500, RETRY, HTTP 500"
  })
  void shouldSayWhatAStatusMeans(int status, Kind kind, String text) throws Exception {
    try (OtlpSink sink = sink()) {
      sink.open();
      receiver.refuseNext(status, Map.of(), new byte[0]);
      SinkException failure = catchThrowableOfType(SinkException.class, () -> send(sink, 0, 1));
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure).hasMessageContaining(text);
    }
  }

  @Test
  void shouldTellTheReceiversReason() throws Exception {
    try (OtlpSink sink = sink()) {
      sink.open();
      // google.rpc.Status with code 3 and a message
      receiver.refuseNext(400, Map.of(), new byte[] {8, 3, 18, 3, 'b', 'a', 'd'});
      assertThat(catchThrowableOfType(SinkException.class, () -> send(sink, 0, 1)))
          .hasMessage("the receiver rejects it (HTTP 400): bad");
    }
  }

  @Test
  void shouldCallPoisonWhatTheReceiverTakesInPart() throws Exception {
    receiver.reject(span -> Spans.messageId(span).equals("m1"), 200);
    try (OtlpSink sink = sink()) {
      sink.open();
      SinkException failure = catchThrowableOfType(SinkException.class, () -> send(sink, 0, 3));
      assertThat(failure.kind()).isEqualTo(Kind.POISON);
      assertThat(failure)
          .hasMessage("the receiver rejects it: a name that is not allowed (rejected spans: 1)");
    }
  }

  @Test
  void shouldCarryTheUsersHeadersAndNeverShowThem() throws Exception {
    Map<String, String> headers = Map.of("authorization", "Bearer s3cret", "x-tenant", "acme");
    try (OtlpSink sink = sink(receiver.endpoint(), headers)) {
      sink.open();
      assertThat(receiver.headers().get(0))
          .containsEntry("Authorization", List.of("Bearer s3cret"))
          .containsEntry("X-tenant", List.of("acme"));
      byte[] echo = "not for Bearer s3cret".getBytes(StandardCharsets.UTF_8);
      receiver.refuseNext(400, Map.of(), echo);
      assertThat(catchThrowableOfType(SinkException.class, () -> send(sink, 0, 1)))
          .hasMessage("the receiver rejects it (HTTP 400): not for ****");
    }
    for (String value : List.of("s3cret\n", "s3cret\u0000")) {
      SinkException failure = failure(sink(receiver.endpoint(), Map.of("authorization", value)));
      assertThat(failure.kind()).isEqualTo(Kind.FATAL);
      assertThat(failure)
          .hasMessageContaining("check reflow.sink.otlp.headers")
          .hasMessageNotContaining("s3cret")
          .hasNoCause();
    }
  }

  @Test
  void shouldSayThatNobodyListens() {
    receiver.close();
    SinkException failure = failure(sink());
    assertThat(failure.kind()).isEqualTo(Kind.RETRY);
    assertThat(failure)
        .hasMessage(
            "%s: it cannot be reached; start the receiver or set reflow.sink.otlp.endpoint",
            receiver.endpoint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "HTTPS"})
  void shouldAskWhetherASilentReceiverSpeaksTls(String scheme) {
    URI tls = URI.create(scheme + "://localhost:" + receiver.port());
    OtlpSink sink = new OtlpSink(tls, Map.of(), true, Duration.ofMillis(300), log.log());
    assertThat(failure(sink))
        .hasMessage(
            "%s: no answer in time; check reflow.sink.otlp.endpoint, whether it speaks TLS and"
                + " firewalls",
            "https://localhost:" + receiver.port());
  }

  @Test
  void shouldNotCallAConnectionThatTimedOutRefused() {
    Throwable late = new SocketTimeoutException("Connect timed out");
    late.initCause(new ConnectException("Connection refused"));
    OtlpDiagnosis diagnosis = new OtlpDiagnosis("http://h:4318", List.of());
    assertThat(diagnosis.unreachable(new ExecutionException(late)))
        .hasMessage(
            "http://h:4318: no answer in time; check reflow.sink.otlp.endpoint and firewalls");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:4318, http://h:4318",
    "http://h:4318/, http://h:4318",
    "https://h/otlp/, https://h/otlp",
    "http://h:4318/v1/traces, http://h:4318",
    "http://me:s3cret@h:4318, http://h:4318"
  })
  void shouldPutTheSignalsPathBehindTheEndpoint(URI endpoint, String target) {
    try (OtlpSink sink = sink(endpoint, Map.of())) {
      assertThat(sink.target()).isEqualTo(target);
    }
  }

  @Test
  @SuppressWarnings("try") // closed in between as the shipper does
  void shouldForgetWhatWasNotCommitted() throws Exception {
    try (OtlpSink sink = sink()) {
      sink.open();
      Written.to(sink, EventPages.numbered(0, 3));
      sink.writeCount(COUNT, EventPages.PROCESS);
      sink.close();
      sink.open();
      send(sink, 3, 1);
    }
    assertThat(messageIds()).containsExactly("m3");
    assertThat(receiver.metrics()).isEmpty();
  }
}
