package dev.reflow.tracing.analysis.lineage;

import dev.reflow.tracing.analysis.lineage.Lineage.Step;
import dev.reflow.tracing.analysis.lineage.Lineage.Tie;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tree of a family of flows and takes out of it what stands neither above nor below those
 * sought. Nothing here calls itself: chains may be as long as they like. Used once, by one thread.
 */
final class LineageBuilder {

  private static final Comparator<Hop> IN_TIME =
      Comparator.comparingLong(Hop::startNs).thenComparing(Hop::eventId);

  private final Map<UUID, Hop> hops = new HashMap<>();
  private final Set<UUID> sought;
  private final Map<UUID, UUID> above = new HashMap<>();
  private final Map<UUID, Tie> ties = new HashMap<>();
  private final Map<UUID, List<Hop>> below = new HashMap<>();

  LineageBuilder(Collection<Hop> family, Set<UUID> sought) {
    family.forEach(hop -> hops.put(hop.eventId(), hop));
    this.sought = sought;
  }

  Lineage build(long leftOut) {
    List<Hop> inTime = hops.values().stream().sorted(IN_TIME).toList();
    inTime.forEach(this::tieToCause);
    tieByMessage(inTime);
    cutCycles(inTime);
    for (Hop hop : inTime) {
      UUID cause = above.get(hop.eventId());
      if (cause != null) {
        below.computeIfAbsent(cause, key -> new ArrayList<>()).add(hop);
      }
    }
    return new Lineage(steps(inTime, wanted()), leftOut);
  }

  private void tieToCause(Hop hop) {
    UUID parent = hop.parentId();
    if (parent == null) {
      ties.put(hop.eventId(), Tie.ROOT);
    } else if (hops.containsKey(parent)) {
      above.put(hop.eventId(), parent);
      ties.put(hop.eventId(), Tie.CAUSED);
    } else {
      ties.put(hop.eventId(), Tie.LOST_CAUSE);
    }
  }

  /**
   * Ties a sought flow without a known cause to the last one before it that brought the same
   * message to the actor that sends it now.
   */
  private void tieByMessage(List<Hop> inTime) {
    Map<List<String>, Hop> broughtTo = new HashMap<>();
    for (Hop hop : inTime) {
      String message = hop.messageId();
      if (message == null || !sought.contains(hop.eventId())) {
        continue;
      }
      Hop carrier = broughtTo.get(List.of(message, hop.edge().sourceActor()));
      if (carrier != null && !above.containsKey(hop.eventId())) {
        above.put(hop.eventId(), carrier.eventId());
        ties.put(hop.eventId(), Tie.SAME_MESSAGE);
      }
      broughtTo.put(List.of(message, hop.edge().destinationActor()), hop);
    }
  }

  /** Of each chain that bites its tail, the earliest flow becomes the top. */
  private void cutCycles(List<Hop> inTime) {
    Set<UUID> sound = new HashSet<>();
    for (Hop hop : inTime) {
      Set<UUID> path = new HashSet<>();
      UUID at = hop.eventId();
      while (at != null && !sound.contains(at) && path.add(at)) {
        at = above.get(at);
      }
      if (at != null && !sound.contains(at)) {
        UUID top = earliestOfCycle(at);
        above.remove(top);
        ties.put(top, Tie.CYCLE);
      }
      sound.addAll(path);
    }
  }

  private UUID earliestOfCycle(UUID start) {
    UUID earliest = start;
    for (UUID at = above.get(start); at != null && !at.equals(start); at = above.get(at)) {
      earliest = IN_TIME.compare(hop(at), hop(earliest)) < 0 ? at : earliest;
    }
    return earliest;
  }

  private Hop hop(UUID id) {
    Hop hop = hops.get(id);
    if (hop == null) {
      throw new IllegalStateException("no hop " + id);
    }
    return hop;
  }

  /** Those sought, all above them and all below them. */
  private Set<UUID> wanted() {
    Set<UUID> wanted = new HashSet<>();
    for (UUID id : sought) {
      for (UUID at = above.get(id); at != null && wanted.add(at); at = above.get(at)) {
        // Up to the top, or to where another of those sought has been.
      }
    }
    Set<UUID> expanded = new HashSet<>();
    Deque<UUID> open = new ArrayDeque<>(sought);
    while (!open.isEmpty()) {
      UUID id = open.remove();
      if (expanded.add(id)) {
        wanted.add(id);
        below.getOrDefault(id, List.of()).forEach(hop -> open.add(hop.eventId()));
      }
    }
    return wanted;
  }

  private List<Step> steps(List<Hop> inTime, Set<UUID> wanted) {
    Deque<Step> open = new ArrayDeque<>();
    push(open, inTime.stream().filter(it -> !above.containsKey(it.eventId())), null, wanted);
    List<Step> steps = new ArrayList<>();
    while (!open.isEmpty()) {
      Step step = open.pop();
      steps.add(step);
      List<Hop> next = below.getOrDefault(step.hop().eventId(), List.of());
      push(open, next.stream(), step, wanted);
    }
    return List.copyOf(steps);
  }

  /** The first in time comes out first. */
  private void push(
      Deque<Step> open,
      java.util.stream.Stream<Hop> siblings,
      @Nullable Step cause,
      Set<UUID> wanted) {
    List<Hop> shown = siblings.filter(hop -> wanted.contains(hop.eventId())).toList();
    for (int i = shown.size() - 1; i >= 0; i--) {
      Hop hop = shown.get(i);
      open.push(
          new Step(
              hop,
              ties.getOrDefault(hop.eventId(), Tie.ROOT),
              cause == null ? 0 : cause.depth() + 1,
              i == shown.size() - 1,
              sought.contains(hop.eventId()),
              cause == null ? 0 : hop.startNs() - cause.hop().endNs()));
    }
  }
}
