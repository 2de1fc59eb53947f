package dev.reflow.e2e;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample network: what was traced is what its connectors counted themselves. */
final class SampleNetworkIT {

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void shouldTraceWhatTheNetworkCounted(int feature) throws Exception {
    AgentRun run = new AgentRun("sample", Jdk.of(feature)).withFileSink();
    Path truth = run.directory().resolve("truth.jsonl");

    Outcome outcome =
        run.runJar(
            AgentRun.SAMPLE_JAR,
            "--rate",
            "300",
            "--duration",
            "3s",
            "--seed",
            "7",
            "--truth",
            truth.toString());

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    List<Flow> flows = outcome.flows();
    assertThat(traced(flows)).isEqualTo(counted(Files.readAllLines(truth)));
    checkFacts(flows);
    assertThat(outcome.fileEvents())
        .extracting(WireEvent::eventId)
        .containsExactlyInAnyOrderElementsOf(flows.stream().map(Flow::eventId).toList());
  }

  private static Map<String, String> traced(List<Flow> flows) {
    Map<String, String> traced = new TreeMap<>();
    flows.stream()
        .collect(groupingBy(SampleNetworkIT::edge))
        .forEach(
            (edge, all) -> {
              long errors = all.stream().map(Flow::error).filter(Objects::nonNull).count();
              traced.put(edge, all.size() + " sends, " + errors + " failures");
            });
    return traced;
  }

  private static Map<String, String> counted(List<String> truth) {
    Map<String, String> counted = new TreeMap<>();
    for (String line : truth) {
      Map<String, @Nullable Object> edge = Json.object(line);
      String ends =
          "%s:%s -> %s:%s"
              .formatted(
                  edge.get("from"), edge.get("from_port"), edge.get("to"), edge.get("to_port"));
      counted.put(ends, edge.get("sends") + " sends, " + edge.get("failures") + " failures");
    }
    return counted;
  }

  private static void checkFacts(List<Flow> flows) {
    assertThat(flows)
        .allSatisfy(
            flow -> {
              assertThat(flow.service()).isEqualTo("sensor-network");
              assertThat(flow.protocol()).isEqualTo("memory_channel");
              assertThat(flow.messageId()).asString().matches("(msg|trend|alert)_\\d+");
              assertThat(flow.sizeBytes()).isBetween(10L, 200L);
              assertThat(flow.depth()).isBetween(0, 256);
            });
    assertThat(flows)
        .filteredOn(flow -> flow.to().equals("analytics_engine"))
        .as("complete when the slow stage has handled them")
        .allSatisfy(
            flow -> assertThat(flow.durationNs()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1)));
    assertThat(flows)
        .filteredOn(flow -> flow.error() != null)
        .allSatisfy(flow -> assertThat(flow.error()).contains("connection to dashboard lost"));
    assertThat(flows)
        .filteredOn(flow -> flow.from().equals("alert_monitor"))
        .extracting(Flow::priority)
        .containsOnly("NORMAL", "HIGH");
  }

  private static String edge(Flow flow) {
    return flow.from() + ":" + flow.fromPort() + " -> " + flow.to() + ":" + flow.toPort();
  }
}
