package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a message is captured and what never is; and the figures beside it on the wire. */
final class ContentIT {

  private static final String HIDDEN = "\"***\"";

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void shouldCaptureWhatIsWantedAndHideWhatIsToBeHidden(int feature) throws Exception {
    AgentRun run =
        new AgentRun("content", Jdk.of(feature))
            .withFileSink()
            .set("capture.content", "true")
            .set("capture.checksum", "true")
            .set("capture.content.max-bytes", "300")
            .set("capture.content.types", "**Customer,LongOrder,java.lang.String,byte[]")
            .set("capture.content.redact", "password,*.ssn,/items/0/price");
    Outcome outcome = run.run("app.facts.ContentMain");

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    assertThat(outcome.stdout()).isEqualToIgnoringNewLines("done");
    Map<String, WireEvent> events = new HashMap<>();
    outcome.fileEvents().forEach(event -> events.put(event.to(), event));
    assertThat(events).hasSize(8);
    assertThat(content(events, "bean"))
        .isEqualTo(
            "{\"messageId\":\"bean\",\"name\":\"Ann\",\"password\":"
                + HIDDEN
                + ",\"home\":{\"street\":\"Main Street\",\"ssn\":"
                + HIDDEN
                + "},\"items\":[{\"price\":"
                + HIDDEN
                + "},{\"price\":\"cheap\"}],\"self\":\"<cycle>\"}");
    checkCut(events);
    assertThat(content(events, "json"))
        .isEqualTo("{\"password\":%1$s,\"items\":[{\"price\":%1$s}],\"n\":1}".formatted(HIDDEN));
    assertThat(content(events, "plain")).isEqualTo("nothing to hide");
    for (String none : List.of("unwanted", "secret", "broken", "binary")) {
      assertThat(content(events, none)).as(none).isNull();
    }
    checkSums(events);
    checkWarnings(outcome);
    checkNoSecret(run.directory());
  }

  private static void checkCut(Map<String, WireEvent> events) {
    String cut = Objects.requireNonNull(content(events, "long"));
    assertThat(cut).startsWith("{\"messageId\":\"long\",\"note\":\"éé").endsWith("é");
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(298, 300);
    assertThat(attributes(events, "long")).containsEntry("content_truncated", true);
    assertThat(attributes(events, "plain")).doesNotContainEntry("content_truncated", true);
  }

  private static void checkSums(Map<String, WireEvent> events) throws Exception {
    assertThat(checksum(events, "plain"))
        .isEqualTo(sha256("nothing to hide".getBytes(StandardCharsets.UTF_8)));
    assertThat(checksum(events, "binary"))
        .isEqualTo(sha256("4711-secret".getBytes(StandardCharsets.UTF_16)));
    assertThat(checksum(events, "bean"))
        .isEqualTo(
            sha256(
                Objects.requireNonNull(content(events, "bean")).getBytes(StandardCharsets.UTF_8)));
  }

  private static void checkWarnings(Outcome outcome) {
    assertThat(outcome.agentLines("content capture is on")).hasSize(1);
    assertThat(outcome.agentLines("WARN content of a "))
        .hasSize(2)
        .anyMatch(line -> line.contains("java.lang.String"))
        .anyMatch(line -> line.contains("byte[]"));
  }

  private static void checkNoSecret(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain("4711-secret")
            .doesNotContain("hunter2");
      }
    }
  }

  @Test
  void shouldTellWhatAnEdgeAndTheProcessDoOnTheWire() throws Exception {
    AgentRun run = new AgentRun("figures", Jdk.of(17)).withFileSink();
    Path stop = run.directory().resolve("stop");
    ForkedJvm jvm = run.start("app.steady.SteadyMain", stop.toString(), "1", "1000");
    Awaitility.await().until(() -> hasFiguresOfASecond(run));
    Files.createFile(stop);
    Outcome outcome = run.await(jvm);

    Map<String, @Nullable Object> last =
        outcome.fileEvents().stream()
            .map(event -> Json.asObject(Json.at(event.json(), "data", "performance_metrics")))
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(number(last, "throughput_msgs_per_sec")).isBetween(50.0, 1_100.0);
    assertThat(number(last, "cpu_usage_percent")).isBetween(0.0, 100.0);
    assertThat(number(last, "memory_usage_bytes")).isBetween(60.0, 200.0);
    assertThat(number(last, "execution_time_ns")).isPositive();
  }

  private static boolean hasFiguresOfASecond(AgentRun run) {
    double[] most = new double[1];
    QueueContents.read(
        run.queueDirectory(), event -> most[0] = Math.max(most[0], event.flowsPerSecond()));
    return most[0] > 50;
  }

  private static double number(Map<String, @Nullable Object> metrics, String key) {
    return ((Number) Objects.requireNonNull(metrics.get(key))).doubleValue();
  }

  private static @Nullable String content(Map<String, WireEvent> events, String to) {
    Object data = Json.at(event(events, to), "data", "message", "serialized_data");
    List<?> numbers = (List<?>) Objects.requireNonNull(data);
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ((Number) numbers.get(i)).byteValue();
    }
    return bytes.length == 0 ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static String checksum(Map<String, WireEvent> events, String to) {
    return String.valueOf(Json.at(event(events, to), "data", "message", "checksum"));
  }

  private static Map<String, @Nullable Object> attributes(
      Map<String, WireEvent> events, String to) {
    return Json.asObject(Json.at(event(events, to), "data", "custom_attributes"));
  }

  private static Map<String, @Nullable Object> event(Map<String, WireEvent> events, String to) {
    return Objects.requireNonNull(events.get(to), to).json();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
