package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.missing.MissingFlows;
import dev.reflow.tracing.analysis.missing.MissingMessage;
import dev.reflow.tracing.analysis.missing.MissingOnEdge;
import dev.reflow.tracing.cli.TextTable.Heading;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Prints what did not arrive, or writes it as JSON. One thread. */
final class MissingTable {

  private static final List<Heading> EDGES =
      List.of(
          Heading.text("FROM", Tone.CYAN, 10),
          Heading.text("TO", Tone.CYAN, 10),
          Heading.number("SENT"),
          Heading.number("FLOWS"),
          Heading.number("MISSING"),
          Heading.number("NEVER COMPLETED"),
          Heading.number("NEVER RECEIVED"));

  private static final List<Heading> MESSAGES =
      List.of(
          Heading.text("SENT AT", Tone.DIM, Columns.WHOLE),
          Heading.text("FROM", Tone.CYAN, 10),
          Heading.text("TO", Tone.CYAN, 10),
          Heading.text("TYPE", Tone.PLAIN, 6),
          Heading.text("MESSAGE ID", Tone.PLAIN, 6),
          Heading.text("", Tone.RED, 10));

  private final Terminal terminal;
  private final EventTime time;

  MissingTable(Surroundings surroundings) {
    this.terminal = surroundings.terminal();
    this.time = new EventTime(surroundings.clock());
  }

  void print(MissingFlows missing, int mostMessages) {
    TextTable edges = new TextTable(terminal, EDGES);
    missing.edges().forEach(edge -> edges.add(cells(edge, missing)));
    edges.print();
    List<MissingMessage> messages = missing.messages();
    if (messages.isEmpty() || mostMessages == 0) {
      return;
    }
    terminal.line("");
    TextTable table = new TextTable(terminal, MESSAGES);
    int hidden = Math.max(0, messages.size() - mostMessages);
    messages.stream().skip(hidden).forEach(message -> table.add(cells(message)));
    table.print();
    if (hidden > 0) {
      terminal.flush();
      terminal.note(
          "the last "
              + mostMessages
              + " of "
              + Figures.count(messages.size())
              + "; -n all names every one");
    }
  }

  private static List<String> cells(MissingOnEdge edge, MissingFlows missing) {
    boolean hasSends = missing.hasSends();
    return List.of(
        StatsTable.end(edge.edge().sourceActor(), edge.edge().sourcePort()),
        StatsTable.end(edge.edge().destinationActor(), edge.edge().destinationPort()),
        hasSends ? Figures.count(edge.sent()) : "",
        Figures.count(edge.flows()),
        hasSends ? Figures.count(edge.missing()) : "",
        Figures.count(edge.incomplete()),
        missing.hasReceipts() ? Figures.count(edge.unreceived()) : "");
  }

  private List<String> cells(MissingMessage message) {
    FlowEdge edge = message.edge();
    String id = message.messageId();
    return List.of(
        time.text(Instant.ofEpochSecond(0, message.startNs()), Detail.FULL),
        StatsTable.end(edge.sourceActor(), edge.sourcePort()),
        StatsTable.end(edge.destinationActor(), edge.destinationPort()),
        Shortening.printable(message.type()),
        id == null ? "" : Shortening.printable(id),
        message.why().text());
  }

  void printJson(MissingFlows missing) {
    for (MissingOnEdge edge : missing.edges()) {
      JsonLine.print(
          terminal,
          json -> {
            write(json, edge.edge());
            json.writeNumberProperty("sent", edge.sent());
            json.writeNumberProperty("flows", edge.flows());
            json.writeNumberProperty("missing", edge.missing());
            json.writeNumberProperty("incomplete", edge.incomplete());
            json.writeNumberProperty("unreceived", edge.unreceived());
          });
    }
    for (MissingMessage message : missing.messages()) {
      JsonLine.print(
          terminal,
          json -> {
            write(json, message.edge());
            json.writeStringProperty("message_type", message.type());
            json.writeStringProperty("message_id", message.messageId());
            json.writeStringProperty(
                "timestamp", Instant.ofEpochSecond(0, message.startNs()).toString());
            json.writeStringProperty("why", why(message));
          });
    }
  }

  private static String why(MissingMessage message) {
    return switch (message.why()) {
      case NO_FLOW -> "no flow";
      case INCOMPLETE -> "incomplete";
      case NOT_RECEIVED -> "not received";
    };
  }

  private static void write(JsonGenerator json, FlowEdge edge) {
    json.writeStringProperty("source_actor", edge.sourceActor());
    json.writeStringProperty("source_port", edge.sourcePort());
    json.writeStringProperty("destination_actor", edge.destinationActor());
    json.writeStringProperty("destination_port", edge.destinationPort());
  }
}
