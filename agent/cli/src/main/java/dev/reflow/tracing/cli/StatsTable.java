package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import dev.reflow.tracing.cli.TextTable.Heading;
import java.util.List;
import java.util.Locale;

/** Prints statistics of edges, as lines or as JSON. One thread. */
final class StatsTable {

  private static final List<Heading> HEADINGS =
      List.of(
          Heading.text("FROM", Tone.CYAN, 10),
          Heading.text("TO", Tone.CYAN, 10),
          Heading.number("FLOWS"),
          Heading.number("RATE"),
          Heading.number("BYTES"),
          Heading.number("MEAN"),
          Heading.number("P50"),
          Heading.number("P99"),
          Heading.number("MAX"),
          Heading.number("ERRORS"),
          Heading.number("DEPTH"));

  private final Terminal terminal;

  StatsTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(List<EdgeSummary> summaries) {
    TextTable table = new TextTable(terminal, HEADINGS);
    summaries.forEach(summary -> table.add(cells(summary)));
    table.print();
  }

  private static List<String> cells(EdgeSummary summary) {
    FlowEdge edge = summary.edge();
    return List.of(
        end(edge.sourceActor(), edge.sourcePort()),
        end(edge.destinationActor(), edge.destinationPort()),
        Figures.count(summary.flows()),
        rate(summary.flowsPerSecond()),
        Figures.bytes(summary.bytes()),
        duration(summary, summary.meanNs()),
        duration(summary, summary.p50Ns()),
        duration(summary, summary.p99Ns()),
        duration(summary, summary.maxNs()),
        Figures.count(summary.errors()),
        depth(summary));
  }

  /** Where no flow was recorded in full, its times are not known. */
  private static String duration(EdgeSummary summary, long ns) {
    return ns == 0 && summary.recorded() == 0 ? "-" : Figures.duration(ns);
  }

  /** By the minute where a second would say nothing. */
  private static String rate(double perSecond) {
    return perSecond > 0 && perSecond < 0.1
        ? Figures.roughCount(perSecond * 60) + "/min"
        : Figures.roughCount(perSecond) + "/s";
  }

  static String end(String actor, String port) {
    return Shortening.printable(actor + "." + port);
  }

  private static String depth(EdgeSummary summary) {
    return summary.maxDepth() < 0
        ? ""
        : String.format(Locale.ROOT, "%.1f (%d)", summary.meanDepth(), summary.maxDepth());
  }

  void printJson(List<EdgeSummary> summaries) {
    summaries.forEach(this::printJson);
  }

  private void printJson(EdgeSummary summary) {
    FlowEdge edge = summary.edge();
    JsonLine.print(
        terminal,
        json -> {
          json.writeStringProperty("service", edge.service());
          json.writeStringProperty("source_actor", edge.sourceActor());
          json.writeStringProperty("source_port", edge.sourcePort());
          json.writeStringProperty("destination_actor", edge.destinationActor());
          json.writeStringProperty("destination_port", edge.destinationPort());
          json.writeStringProperty("protocol", edge.protocol());
          json.writeNumberProperty("flows", summary.flows());
          json.writeNumberProperty("recorded", summary.recorded());
          json.writeNumberProperty("flows_per_second", summary.flowsPerSecond());
          json.writeNumberProperty("bytes", summary.bytes());
          json.writeNumberProperty("mean_ns", summary.meanNs());
          json.writeNumberProperty("p50_ns", summary.p50Ns());
          json.writeNumberProperty("p99_ns", summary.p99Ns());
          json.writeNumberProperty("max_ns", summary.maxNs());
          json.writeNumberProperty("errors", summary.errors());
          json.writeNumberProperty("incomplete", summary.incomplete());
          if (summary.maxDepth() >= 0) {
            json.writeNumberProperty("mean_depth", summary.meanDepth());
            json.writeNumberProperty("max_depth", summary.maxDepth());
          }
        });
  }
}
