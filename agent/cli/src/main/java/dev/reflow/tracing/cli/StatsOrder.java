package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.stats.EdgeSummary;
import java.util.Comparator;

/** What statistics are sorted by, the largest first: the names are those that a user types. */
enum StatsOrder {
  flows,
  bytes,
  mean,
  p50,
  p99,
  max,
  errors,
  depth;

  Comparator<EdgeSummary> comparator() {
    return Comparator.comparingDouble(this::key)
        .reversed()
        .thenComparing(Comparator.naturalOrder());
  }

  private double key(EdgeSummary summary) {
    return switch (this) {
      case flows -> summary.flows();
      case bytes -> summary.bytes();
      case mean -> summary.meanNs();
      case p50 -> summary.p50Ns();
      case p99 -> summary.p99Ns();
      case max -> summary.maxNs();
      case errors -> summary.errors();
      case depth -> summary.meanDepth();
    };
  }
}
