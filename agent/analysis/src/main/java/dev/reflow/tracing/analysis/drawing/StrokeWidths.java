package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.graph.FlowGraph;
import java.util.DoubleSummaryStatistics;

/**
 * How wide a line of what rate is, on a logarithmic scale. Immutable.
 *
 * @param leastRate flows a second of the thinnest line
 * @param mostRate flows a second of the thickest line
 */
record StrokeWidths(double leastRate, double mostRate) {

  private static final double THIN = 1.4;
  private static final double THICK = 6.5;

  /** From one line to a rate half again as high there is no difference to be seen. */
  private static final double LEAST_RATIO = 1.5;

  static StrokeWidths of(FlowGraph graph) {
    DoubleSummaryStatistics rates =
        graph.links().stream()
            .mapToDouble(link -> link.summary().flowsPerSecond())
            .filter(rate -> rate > 0)
            .summaryStatistics();
    return rates.getCount() == 0
        ? new StrokeWidths(0, 0)
        : new StrokeWidths(rates.getMin(), rates.getMax());
  }

  /** Whether lines differ at all. */
  boolean differ() {
    return leastRate > 0 && mostRate / leastRate >= LEAST_RATIO;
  }

  double of(double rate) {
    if (!differ()) {
      return 2;
    }
    double share = Math.log(Math.max(rate, leastRate) / leastRate) / Math.log(mostRate / leastRate);
    return THIN + (THICK - THIN) * Math.min(1, share);
  }

  /** The rate in the middle of the scale. */
  double middleRate() {
    return Math.sqrt(leastRate * mostRate);
  }
}
