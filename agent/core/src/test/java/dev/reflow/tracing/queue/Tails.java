package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EventView;
import java.util.ArrayList;
import java.util.List;

/** Reads runs for tests. */
final class Tails {

  /** What a test wants to know of an event. */
  record Seen(long sequence, String source, String type, String thread) {
    static Seen of(EventView event) {
      return new Seen(
          Flows.sequence(event), event.edge().sourceActor(), event.type(), event.thread());
    }
  }

  private Tails() {}

  /** Every event of {@code run}, which has no damage. */
  static List<Seen> readAll(RunDirectory run) {
    List<Damage> damages = new ArrayList<>();
    List<Seen> seen = readAll(run, damages);
    if (!damages.isEmpty()) {
      throw new AssertionError("damage: " + damages);
    }
    return seen;
  }

  static List<Seen> readAll(RunDirectory run, List<Damage> damages) {
    List<Seen> seen = new ArrayList<>();
    try (EventTail tail = EventTail.open(run, damages::add)) {
      while (tail.poll(event -> seen.add(Seen.of(event)), 1_000) > 0) {
        // More may follow.
      }
    }
    return seen;
  }
}
