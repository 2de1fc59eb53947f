package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.lineage.Hop;
import dev.reflow.tracing.analysis.lineage.Lineage;
import dev.reflow.tracing.analysis.lineage.Lineage.Step;
import dev.reflow.tracing.cli.TextTable.Heading;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/** Prints a lineage as a tree, or as JSON. One thread. */
final class LineageTable {

  private static final List<Heading> HEADINGS =
      List.of(
          Heading.text("FLOW", Tone.CYAN, 24),
          Heading.text("TYPE", Tone.PLAIN, 6),
          Heading.text("MESSAGE ID", Tone.PLAIN, 6),
          Heading.number("AT"),
          Heading.number("GAP"),
          Heading.number("TOOK"),
          Heading.text("", Tone.RED, 10));

  /** Deeper flows say their depth in a number. */
  private static final int DEEPEST_INDENT = 24;

  private final Terminal terminal;
  private final EventTime time;

  LineageTable(Surroundings surroundings) {
    this.terminal = surroundings.terminal();
    this.time = new EventTime(surroundings.clock());
  }

  void print(Lineage lineage, String title) {
    long firstNs = lineage.firstNs();
    String begin = time.text(Instant.ofEpochSecond(0, firstNs), Detail.FULL);
    String flows = Figures.counted(lineage.steps().size(), "flow", "flows");
    String span = Figures.duration(lineage.lastNs() - firstNs);
    terminal.line(
        terminal.paint(Tone.BOLD, title) + ": " + flows + " in " + span + ", from " + begin);
    TextTable table = new TextTable(terminal, HEADINGS);
    BitSet goesOn = new BitSet();
    for (Step step : lineage.steps()) {
      goesOn.set(step.depth(), !step.isLast());
      table.add(cells(step, firstNs, goesOn));
    }
    table.print();
  }

  private static List<String> cells(Step step, long firstNs, BitSet goesOn) {
    Hop hop = step.hop();
    String id = hop.messageId();
    String error = hop.error();
    return List.of(
        branch(step, goesOn) + flow(hop) + (step.isSought() ? " ◀" : ""),
        Shortening.printable(hop.type()),
        id == null ? "" : Shortening.printable(id),
        "+" + Figures.duration(hop.startNs() - firstNs),
        gap(step),
        (hop.incomplete() ? ">" : "") + Figures.duration(hop.durationNs()),
        error == null ? "" : "✗ " + Shortening.printable(error));
  }

  private static String flow(Hop hop) {
    return StatsTable.end(hop.edge().sourceActor(), hop.edge().sourcePort())
        + " → "
        + StatsTable.end(hop.edge().destinationActor(), hop.edge().destinationPort());
  }

  private static String branch(Step step, BitSet goesOn) {
    if (step.depth() == 0) {
      return "";
    }
    StringBuilder branch = new StringBuilder();
    for (int depth = 1; depth < Math.min(step.depth(), DEEPEST_INDENT); depth++) {
      branch.append(goesOn.get(depth) ? "│ " : "  ");
    }
    branch.append(step.isLast() ? "└─" : "├─");
    return step.depth() > DEEPEST_INDENT ? branch + "(" + step.depth() + ") " : branch.toString();
  }

  private static String gap(Step step) {
    return switch (step.tie()) {
      case ROOT -> "";
      case LOST_CAUSE -> "cause lost";
      case CYCLE -> "cycle";
      case CAUSED, SAME_MESSAGE -> step.gapNs() < 0 ? "within" : Figures.duration(step.gapNs());
    };
  }

  void printJson(Lineage lineage) {
    lineage.steps().forEach(this::printJson);
  }

  private void printJson(Step step) {
    Hop hop = step.hop();
    JsonLine.print(
        terminal,
        json -> {
          json.writeNumberProperty("depth", step.depth());
          json.writeStringProperty("tie", step.tie().name().toLowerCase(java.util.Locale.ROOT));
          json.writeBooleanProperty("sought", step.isSought());
          json.writeStringProperty("event_id", hop.eventId().toString());
          json.writeStringProperty(
              "parent_event_id", hop.parentId() == null ? null : hop.parentId().toString());
          json.writeStringProperty("timestamp", Instant.ofEpochSecond(0, hop.startNs()).toString());
          json.writeStringProperty("service", hop.edge().service());
          json.writeStringProperty("source_actor", hop.edge().sourceActor());
          json.writeStringProperty("source_port", hop.edge().sourcePort());
          json.writeStringProperty("destination_actor", hop.edge().destinationActor());
          json.writeStringProperty("destination_port", hop.edge().destinationPort());
          json.writeStringProperty("message_type", hop.type());
          json.writeStringProperty("message_id", hop.messageId());
          json.writeNumberProperty("execution_time_ns", hop.durationNs());
          json.writeNumberProperty("gap_ns", step.gapNs());
          json.writeBooleanProperty("incomplete", hop.incomplete());
          json.writeStringProperty("error", hop.error());
        });
  }
}
