package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowConsumer;
import dev.reflow.tracing.analysis.FlowCounts;
import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.stats.EdgeStatistics;
import dev.reflow.tracing.analysis.stats.EdgeSummary;

/** The figures of each edge of a queue, once or again and again. One thread. */
final class EdgeReport implements AutoCloseable {

  private final QueueSource source;
  private final EventFilter filter;
  private final EdgePrinter printer;
  private final FlowScan scan;
  private final EdgeStatistics all = new EdgeStatistics();
  private long readNs;

  EdgeReport(
      QueueSource source, EventFilter filter, EdgePrinter printer, Surroundings surroundings) {
    this.source = source;
    this.filter = filter;
    this.printer = printer;
    this.scan = new FlowScan(source, filter, surroundings);
  }

  /** Reads and prints everything; ends the command where there is nothing. */
  void printOnce() {
    scan.read(all);
    if (all.isEmpty()) {
      throw CommandException.nothingFound("no event in " + source.directory() + filter.text());
    }
    printer.print(all.summaries());
    Terminal terminal = printer.terminal();
    if (terminal.isInteractive() && !printer.json()) {
      long spanNs = all.lastNs() - all.firstNs();
      EdgeSummary total = all.total(spanNs);
      terminal.note(
          Figures.counted(total.flows(), "flow", "flows")
              + " on "
              + Figures.counted(all.summaries().size(), "edge", "edges")
              + " in "
              + Figures.duration(spanNs));
    }
  }

  /** Reads what there is before the first {@link #printSince}. */
  void begin() {
    scan.read(all);
    readNs = System.nanoTime();
  }

  /** Reads on and prints totals, with the rates since the last time. */
  void printSince() {
    EdgeStatistics recent = new EdgeStatistics();
    scan.read(
        new FlowConsumer() {
          @Override
          public void onFlow(Flow flow) {
            all.onFlow(flow);
            recent.onFlow(flow);
          }

          @Override
          public void onCounts(FlowEdge edge, long untilNs, FlowCounts counts) {
            all.onCounts(edge, untilNs, counts);
            recent.onCounts(edge, untilNs, counts);
          }
        });
    long nowNs = System.nanoTime();
    printer.print(LiveRates.of(all, recent, nowNs - readNs));
    readNs = nowNs;
  }

  @Override
  public void close() {
    scan.close();
  }
}
