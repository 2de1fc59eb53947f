package dev.reflow.tracing.analysis.stats;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowConsumer;
import dev.reflow.tracing.analysis.FlowCounts;
import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.FlowKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up flows by edge. Not thread-safe.
 *
 * <p>A flow counts as many times as it stands for. Where a source also has exact numbers ({@link
 * #onCounts}), flows, bytes and errors are those; times stay those of the recorded flows.
 */
public final class EdgeStatistics implements FlowConsumer {

  /** From so many edges on, histograms are packed: slower to add to, and a tenth of the size. */
  private static final int EDGES_BEFORE_PACKED = 1_000;

  private final Map<FlowEdge, EdgeTally> byEdge = new HashMap<>();
  private final IdentityHashMap<FlowEdge, EdgeTally> byIdentity = new IdentityHashMap<>();
  private @Nullable FlowEdge lastEdge;
  private @Nullable EdgeTally lastTally;
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;

  @Override
  public void onFlow(Flow flow) {
    if (flow.kind() == FlowKind.FLOW) {
      long startNs = flow.startNs();
      firstNs = Math.min(firstNs, startNs);
      lastNs = Math.max(lastNs, startNs);
      tally(flow.edge()).add(flow);
    }
  }

  @Override
  public void onCounts(FlowEdge edge, long untilNs, FlowCounts counts) {
    firstNs = Math.min(firstNs, untilNs);
    lastNs = Math.max(lastNs, untilNs);
    tally(edge).add(counts);
  }

  /** Whether there was nothing to add up. */
  public boolean isEmpty() {
    return byEdge.isEmpty();
  }

  /** When the first flow began, nanoseconds since the epoch; of no meaning when empty. */
  public long firstNs() {
    return firstNs;
  }

  /** When the last flow began, nanoseconds since the epoch; of no meaning when empty. */
  public long lastNs() {
    return lastNs;
  }

  /** One summary for each edge, most flows first; rates over the time from first to last flow. */
  public List<EdgeSummary> summaries() {
    return summaries(isEmpty() ? 0 : lastNs - firstNs);
  }

  /** The same with rates over {@code spanNs}. */
  public List<EdgeSummary> summaries(long spanNs) {
    return tallies().stream().map(tally -> tally.summary(spanNs)).sorted().toList();
  }

  /** All edges as one: its edge says {@code all}. */
  public EdgeSummary total(long spanNs) {
    EdgeTally total = new EdgeTally(new FlowEdge("", "all", "", "all", "", ""), false);
    tallies().forEach(total::add);
    return total.summary(spanNs);
  }

  private Collection<EdgeTally> tallies() {
    return byEdge.values();
  }

  @SuppressWarnings("ReferenceEquality") // equal edges come as one object; others are looked up
  private EdgeTally tally(FlowEdge edge) {
    EdgeTally last = lastTally;
    if (edge == lastEdge && last != null) {
      return last;
    }
    EdgeTally tally = byIdentity.get(edge);
    if (tally == null) {
      boolean packed = byEdge.size() >= EDGES_BEFORE_PACKED;
      tally = byEdge.computeIfAbsent(edge, key -> new EdgeTally(key, packed));
      remember(edge, tally);
    }
    lastEdge = edge;
    lastTally = tally;
    return tally;
  }

  /** A source that makes a new object for each flow must not fill the memory with them. */
  private void remember(FlowEdge edge, EdgeTally tally) {
    if (byIdentity.size() > 4 * byEdge.size() + 64) {
      byIdentity.clear();
    }
    byIdentity.put(edge, tally);
  }
}
