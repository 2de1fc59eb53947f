package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Compares the parents of all events with what a program wrote down by itself. */
final class CausesTruth {

  private final Map<String, Flow> flows = new HashMap<>();

  /** Takes each delivery's event: the n-th of a message to an actor by when it started. */
  CausesTruth(List<Flow> all) {
    Map<String, Integer> counts = new HashMap<>();
    all.stream()
        .sorted(Comparator.comparingLong(Flow::startNs))
        .forEach(
            flow -> {
              String delivery = flow.messageId() + " " + flow.to();
              flows.put(delivery + " " + (counts.merge(delivery, 1, Integer::sum) - 1), flow);
            });
  }

  /**
   * Every event has the parent, the root and the depth of the account; none is wrong or missing.
   *
   * @param lines {@code DELIVERY <- CAUSE} with nothing behind the arrow for a root
   */
  void check(List<String> lines) {
    Map<String, String> causes = new HashMap<>();
    for (String line : lines) {
      String[] sides = line.split(" <- ?", 2);
      assertThat(causes.put(sides[0], sides[1])).as(line).isNull();
    }
    assertThat(flows.keySet()).isEqualTo(causes.keySet());
    List<String> wrong = new ArrayList<>();
    causes.forEach((delivery, cause) -> compare(delivery, cause, causes, wrong));
    assertThat(wrong).as("wrong or missing, of %d", causes.size()).isEmpty();
  }

  private void compare(
      String delivery, String cause, Map<String, String> causes, List<String> wrong) {
    Flow flow = flow(delivery);
    UUID parent = cause.isEmpty() ? null : flow(cause).eventId();
    String root = delivery;
    int depth = 0;
    for (String above = cause; !above.isEmpty(); above = causes.getOrDefault(above, "")) {
      root = above;
      depth++;
    }
    if (!Objects.equals(flow.parentId(), parent)
        || !flow.rootId().equals(flow(root).eventId())
        || flow.chainDepth() != depth) {
      wrong.add(
          "%s is caused by %s; recorded parent %s, root %s, depth %d"
              .formatted(delivery, cause, flow.parentId(), flow.rootId(), flow.chainDepth()));
    }
  }

  private Flow flow(String delivery) {
    return Objects.requireNonNull(flows.get(delivery), delivery);
  }
}
