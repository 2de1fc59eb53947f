package dev.reflow.tracing.analysis.lineage;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowConsumer;
import dev.reflow.tracing.analysis.FlowKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lineage of a message or an event in two passes over the same flows: the first ({@link
 * #seeds}) finds the flows of that id and the roots that they go back to, the second ({@link
 * #family}) what else goes back to those roots. So only flows of one family are held. Not
 * thread-safe.
 */
public final class LineageSearch {

  private final String id;
  private final @Nullable UUID eventId;
  private final int mostHops;
  private final Set<UUID> seeds = new HashSet<>();
  private final Set<UUID> roots = new HashSet<>();
  private final Map<UUID, Hop> hops = new HashMap<>();
  private long leftOut;

  /**
   * A search for {@code id}.
   *
   * @param id a message id, or an event's
   * @param mostHops of which more are counted and left out, so that memory has an end
   */
  public LineageSearch(String id, int mostHops) {
    this.id = id;
    this.eventId = uuid(id);
    this.mostHops = mostHops;
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return text.length() == 36 ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Takes the flows of the first pass, in any order. */
  public FlowConsumer seeds() {
    return flow -> {
      if (flow.kind() == FlowKind.FLOW && isSeed(flow)) {
        roots.add(flow.rootId());
        if (add(flow)) {
          seeds.add(flow.eventId());
        }
      }
    };
  }

  private boolean isSeed(Flow flow) {
    return (eventId != null && eventId.equals(flow.eventId())) || id.equals(flow.messageId());
  }

  /** Whether the first pass found the id. */
  public boolean isFound() {
    return !seeds.isEmpty();
  }

  /** Takes the flows of the second pass, in any order. */
  public FlowConsumer family() {
    return flow -> {
      if (flow.kind() == FlowKind.FLOW && roots.contains(flow.rootId())) {
        add(flow);
      }
    };
  }

  private boolean add(Flow flow) {
    if (hops.size() >= mostHops && !hops.containsKey(flow.eventId())) {
      leftOut++;
      return false;
    }
    hops.putIfAbsent(flow.eventId(), Hop.of(flow));
    return true;
  }

  /** The lineage, after both passes. */
  public Lineage lineage() {
    List<Hop> all = new ArrayList<>(hops.values());
    return new LineageBuilder(all, seeds).build(leftOut);
  }
}
