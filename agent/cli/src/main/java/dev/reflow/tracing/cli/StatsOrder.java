package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.stats.EdgeSummary;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** What statistics are sorted by, the largest first. */
enum StatsOrder {
  flows(EdgeSummary::flows),
  bytes(EdgeSummary::bytes),
  mean(EdgeSummary::meanNs),
  p50(EdgeSummary::p50Ns),
  p99(EdgeSummary::p99Ns),
  max(EdgeSummary::maxNs),
  errors(EdgeSummary::errors),
  depth(EdgeSummary::meanDepth);

  private final ToDoubleFunction<EdgeSummary> key;

  StatsOrder(ToDoubleFunction<EdgeSummary> key) {
    this.key = key;
  }

  Comparator<EdgeSummary> comparator() {
    return Comparator.comparingDouble(key).reversed().thenComparing(Comparator.naturalOrder());
  }
}
