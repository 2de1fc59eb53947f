package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.stats.EdgeStatistics;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Totals of all time with the rates of just now. Stateless; any thread. */
final class LiveRates {

  private LiveRates() {}

  /** Summaries of {@code all}, each with its rate in {@code recent}, which took {@code spanNs}. */
  static List<EdgeSummary> of(EdgeStatistics all, EdgeStatistics recent, long spanNs) {
    Map<FlowEdge, Double> rates = new HashMap<>();
    recent.summaries(spanNs).forEach(it -> rates.put(it.edge(), it.flowsPerSecond()));
    return all.summaries().stream()
        .map(it -> it.withRate(rates.getOrDefault(it.edge(), 0.0)))
        .toList();
  }
}
