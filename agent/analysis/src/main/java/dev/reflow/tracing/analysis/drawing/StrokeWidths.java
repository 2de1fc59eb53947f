package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.graph.FlowGraph;
import java.util.DoubleSummaryStatistics;

/**
 * How wide a line of what rate is, on a logarithmic scale. Immutable.
 *
 * @param leastRate flows a second of the thinnest line
 * @param mostRate flows a second of the thickest line
 * @param scale how much wider than usual all lines are
 */
record StrokeWidths(double leastRate, double mostRate, double scale) {

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
        ? new StrokeWidths(0, 0, 1)
        : new StrokeWidths(rates.getMin(), rates.getMax(), 1);
  }

  StrokeWidths scaled(double factor) {
    return new StrokeWidths(leastRate, mostRate, scale * factor);
  }

  /** Whether lines differ at all. */
  boolean differ() {
    return leastRate > 0 && mostRate / leastRate >= LEAST_RATIO;
  }

  double of(double rate) {
    if (!differ()) {
      return 2 * scale;
    }
    double share = Math.log(Math.max(rate, leastRate) / leastRate) / Math.log(mostRate / leastRate);
    return scale * (THIN + (THICK - THIN) * Math.min(1, share));
  }

  /** The rate in the middle of the scale. */
  double middleRate() {
    return Math.sqrt(leastRate * mostRate);
  }
}
