package dev.reflow.e2e;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;

/** Compares events with the lines that program {@code app.shapes} wrote down. */
final class ShapesTruth {

  private final SoftAssertions softly = new SoftAssertions();
  private final Map<String, List<Flow>> byEnds;
  private final Map<String, List<Flow>> byTo;

  private ShapesTruth(List<Flow> flows) {
    byEnds = flows.stream().collect(groupingBy(Flow::ends, TreeMap::new, toList()));
    byTo = flows.stream().collect(groupingBy(Flow::to));
  }

  /** Fails with every difference between what was said and what was traced. */
  static void compare(List<String> truth, List<Flow> flows) {
    ShapesTruth comparison = new ShapesTruth(flows);
    Map<String, String> expected = new TreeMap<>();
    for (String line : truth) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "flow" ->
            expected.put(
                words[1] + " -> " + words[2], words[3] + " flows, " + words[4] + " errors");
        case "slow" -> comparison.checkDuration(words[1], Long.parseLong(words[2]));
        case "message" -> comparison.checkMessage(words[1], words[2], Long.parseLong(words[3]));
        case "check" -> comparison.softly.assertThat(line).startsWith("check true ");
        default -> throw new IllegalArgumentException(line);
      }
    }
    Map<String, String> traced = comparison.traced();
    comparison
        .softly
        .assertThat(Differences.between(traced, expected))
        .as("traced")
        .isEqualTo(Differences.between(expected, traced));
    comparison.softly.assertAll();
  }

  private Map<String, String> traced() {
    Map<String, String> traced = new TreeMap<>();
    byEnds.forEach(
        (ends, flows) ->
            traced.put(
                ends,
                flows.size()
                    + " flows, "
                    + flows.stream().map(Flow::error).filter(Objects::nonNull).count()
                    + " errors"));
    return traced;
  }

  private void checkDuration(String to, long durationMs) {
    for (Flow flow : byTo.getOrDefault(to, List.of())) {
      softly
          .assertThat(flow.durationNs())
          .as("duration of a flow to %s, ns", to)
          // Another clock than the timer's.
          .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(durationMs - 2));
    }
  }

  private void checkMessage(String to, String type, long sizeBytes) {
    for (Flow flow : byTo.getOrDefault(to, List.of())) {
      softly.assertThat(flow.type()).as("type of a message to %s", to).isEqualTo(type);
      if (sizeBytes >= 0) {
        softly.assertThat(flow.sizeBytes()).as("size of a message to %s", to).isEqualTo(sizeBytes);
      }
    }
  }
}
