package dev.reflow.tracing.cli;

import java.time.Instant;
import java.util.List;

/** Prints which queues there are. One thread. */
final class QueueListing {

  private static final List<String> TITLES =
      List.of("SERVICE", "STATE", "RUNS", "EVENTS", "SIZE", "LAST EVENT", "QUEUE");
  private static final int RUNS = 2;
  private static final int SIZE = 4;

  private final Surroundings surroundings;
  private final Terminal terminal;

  QueueListing(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.terminal = surroundings.terminal();
  }

  /** One line for each of {@code queues}, or one JSON object. */
  void print(List<QueueSource> queues, boolean json) {
    List<QueueSummary> summaries = queues.stream().map(QueueSummary::of).toList();
    if (json) {
      summaries.forEach(this::printJson);
    } else {
      printLines(summaries);
    }
    terminal.flush();
  }

  private void printLines(List<QueueSummary> summaries) {
    List<List<String>> rows = summaries.stream().map(this::cells).toList();
    // Never cut: the last column is there to be copied.
    Columns columns = new Columns(Columns.UNLIMITED, new int[TITLES.size()]);
    columns.fit(TITLES);
    rows.forEach(columns::fit);
    terminal.line(terminal.paint(Tone.DIM, row(columns, TITLES)));
    rows.forEach(cells -> terminal.line(toned(row(columns, cells), cells)));
  }

  private String toned(String row, List<String> cells) {
    return cells.get(1).startsWith("alive")
        ? row.replaceFirst("alive", terminal.paint(Tone.GREEN, "alive"))
        : row;
  }

  private static String row(Columns columns, List<String> cells) {
    StringBuilder row = new StringBuilder();
    int[] widths = columns.widths();
    for (int i = 0; i < widths.length; i++) {
      row.append(i == 0 ? "" : "  ");
      row.append(columns.fitted(cells.get(i), widths[i], i >= RUNS && i <= SIZE));
    }
    return row.toString().stripTrailing();
  }

  private List<String> cells(QueueSummary summary) {
    return List.of(
        Shortening.printable(summary.queue().name()),
        state(summary),
        Figures.count(summary.runs()),
        Figures.count(summary.events()),
        Figures.bytes(summary.bytes()),
        summary.isEmpty() ? "none" : ago(summary.lastNs()),
        summary.queue().directory().toString());
  }

  private static String state(QueueSummary summary) {
    return switch (summary.alive()) {
      case 0 -> "ended";
      case 1 -> "alive";
      default -> "alive (" + summary.alive() + ")";
    };
  }

  private String ago(long lastNs) {
    return Figures.ago(surroundings.nowNs() - lastNs);
  }

  private void printJson(QueueSummary summary) {
    JsonLine.print(
        terminal,
        json -> {
          json.writeStringProperty("service", summary.queue().name());
          json.writeNumberProperty("runs", summary.runs());
          json.writeNumberProperty("alive", summary.alive());
          json.writeNumberProperty("events", summary.events());
          json.writeNumberProperty("bytes", summary.bytes());
          if (summary.isEmpty()) {
            json.writeNullProperty("last_event");
          } else {
            Instant last = Instant.ofEpochSecond(0, summary.lastNs());
            json.writeStringProperty("last_event", last.toString());
          }
          json.writeStringProperty("queue", summary.queue().directory().toString());
        });
  }
}
