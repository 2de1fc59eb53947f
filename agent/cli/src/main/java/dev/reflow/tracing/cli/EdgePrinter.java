package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.stats.EdgeSummary;
import java.util.List;

/**
 * How statistics of edges are printed. Immutable.
 *
 * @param order what comes first
 * @param lines how many edges are shown
 */
record EdgePrinter(StatsOrder order, Shown lines, boolean json, Terminal terminal) {

  void print(List<EdgeSummary> summaries) {
    List<EdgeSummary> shown =
        summaries.stream().sorted(order.comparator()).limit(lines.count()).toList();
    StatsTable table = new StatsTable(terminal);
    if (json) {
      table.printJson(shown);
    } else {
      table.print(shown);
    }
    terminal.flush();
  }
}
