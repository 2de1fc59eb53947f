package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pekko with no configuration: each tell of the user's is one flow with the right ends. */
final class PekkoIT {

  private static final String PROGRAM = "app.pekko.PekkoMain";

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void shouldTraceEachTellOnceWithTheRightEnds(int feature) throws Exception {
    AgentRun run = new AgentRun("pekko", Jdk.of(feature));
    Path truth = run.directory().resolve("truth.txt");

    Outcome outcome = run.run(PROGRAM, truth.toString());

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).isEqualTo("done" + System.lineSeparator());
    List<Flow> flows = outcome.flows();
    Stream<String> traced =
        flows.stream()
            .filter(flow -> flow.messageId() != null)
            .map(flow -> flow.from() + " " + flow.to() + " " + flow.messageId());
    Map<String, Integer> told = counts(Files.readAllLines(truth).stream());
    Map<String, Integer> seen = counts(traced);
    assertThat(Differences.between(seen, told))
        .as("traced")
        .isEqualTo(Differences.between(told, seen));
    assertThat(flows)
        .as("system traffic")
        .noneMatch(flow -> flow.from().startsWith("/system") || flow.to().startsWith("/system"));
    assertThat(flows).as("messages of the user's").noneMatch(flow -> flow.messageId() == null);
  }

  private static Map<String, Integer> counts(Stream<String> lines) {
    Map<String, Integer> counts = new TreeMap<>();
    lines.forEach(line -> counts.merge(line, 1, Integer::sum));
    return counts;
  }
}
