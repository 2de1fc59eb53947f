package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.otlp.OtlpReceiver;
import dev.reflow.tracing.sink.otlp.Spans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agent's jar and a receiver that decodes with OpenTelemetry's own classes. */
final class OtlpIT {

  private final OtlpReceiver receiver = OtlpReceiver.start();

  @AfterEach
  void stop() {
    receiver.close();
  }

  private AgentRun run(String name, Jdk jdk) throws Exception {
    return new AgentRun(name, jdk)
        .set("sinks", "otlp")
        .set("sink.otlp.endpoint", receiver.endpoint().toString());
  }

  @Test
  void shouldDeliverEachEventAsASpanOn17() throws Exception {
    checkDelivery(Jdk.of(17));
  }

  @Test
  void shouldDeliverEachEventAsASpanOn25() throws Exception {
    checkDelivery(Jdk.of(25));
  }

  private void checkDelivery(Jdk jdk) throws Exception {
    Outcome outcome = run("otlp", jdk).run("app.delivery.TrickleMain", "3000", "0");

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    assertThat(receiver.spans()).hasSize(3000);
    assertThat(receiver.spans().stream().map(OtlpIT::ids).collect(Collectors.toSet()))
        .isEqualTo(
            outcome.flows().stream()
                .map(flow -> hex(flow.rootId()) + " " + hex(flow.eventId()).substring(16))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String hex(Object uuid) {
    return uuid.toString().replace("-", "");
  }

  private static String ids(Span span) {
    StringBuilder ids = new StringBuilder();
    span.getTraceId().forEach(each -> ids.append("%02x".formatted(each)));
    ids.append(' ');
    span.getSpanId().forEach(each -> ids.append("%02x".formatted(each)));
    return ids.toString();
  }

  @Test
  void shouldCountAlsoWhatSamplingLeavesOut() throws Exception {
    Outcome outcome =
        run("otlp-counts", Jdk.running())
            .set("sampling.rate", "0")
            .run("app.delivery.TrickleMain", "1000", "0");

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(receiver.spans()).isEmpty();
    assertThat(receiver.total("reflow.edge.flows")).isEqualTo(1000);
    assertThat(receiver.total("reflow.edge.flows.sampled_out")).isEqualTo(1000);
  }

  @Test
  void shouldDeadLetterWhatTheReceiverRejects() throws Exception {
    Set<String> refused = Set.of("drop-7", "drop-500");
    receiver.reject(span -> refused.contains(messageId(span)), 200);
    AgentRun run = run("otlp-poison", Jdk.running());
    Outcome outcome = run.run("app.delivery.TrickleMain", "600", "0");

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(receiver.spans().stream().map(OtlpIT::messageId).collect(Collectors.toSet()))
        .hasSize(598)
        .doesNotContainAnyElementsOf(refused);
    assertThat(outcome.agentLines("refused so far, the last one because the receiver rejects it"))
        .hasSize(1);
  }

  private static String messageId(Span span) {
    return Spans.messageId(span);
  }

  @Test
  void shouldTellByDoctorWhetherTheReceiverCanBeReached() throws Exception {
    AgentRun run =
        run("otlp-doctor", Jdk.running()).set("sink.otlp.headers", "authorization=Bearer s3cret");
    Outcome good = run.command("doctor");
    assertThat(good.status()).as(good.stdout() + good.stderr()).isZero();
    assertThat(good.stdout()).contains(receiver.endpoint() + " answers after");
    receiver.close();
    Outcome bad = run.command("doctor");
    assertThat(bad.status()).isEqualTo(3);
    assertThat(bad.stdout()).contains("it cannot be reached; start the receiver");
    assertThat(good.stdout() + bad.stdout() + bad.stderr()).doesNotContain("s3cret");
  }
}
