package dev.reflow.tracing.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Prints events as aligned lines, as wide as the terminal and uncut into a pipe. One thread. */
final class EventTable {

  private static final EventColumn[] COLUMNS = EventColumn.values();

  /** An error that would be cut shorter than this goes on a line of its own. */
  private static final int LEAST_ERROR = 30;

  private final Terminal terminal;
  private final EventTime time;
  private final Detail detail;
  private final Columns columns;
  private boolean[] titled = {};

  /** A table that begins with its titles where a person reads it. */
  EventTable(Terminal terminal, EventTime time) {
    this.terminal = terminal;
    this.time = time;
    this.detail = terminal.isInteractive() ? Detail.of(terminal.width()) : Detail.FULL;
    this.columns =
        new Columns(
            terminal.isInteractive() ? terminal.width() : Columns.UNLIMITED,
            Arrays.stream(COLUMNS).mapToInt(EventColumn::leastWidth).toArray());
  }

  /** Prints {@code events}, in their order, aligned with each other and with those before. */
  void print(List<EventLine> events) {
    if (events.isEmpty()) {
      return;
    }
    List<List<String>> rows = events.stream().map(this::cells).toList();
    rows.forEach(columns::fit);
    if (terminal.isInteractive()) {
      printTitles();
    }
    int[] widths = columns.widths();
    for (int i = 0; i < rows.size(); i++) {
      printRow(rows.get(i), events.get(i).errorText(), widths);
    }
  }

  private List<String> cells(EventLine event) {
    return Arrays.stream(COLUMNS).map(column -> cell(column, event)).toList();
  }

  /** What {@code column} says of {@code event}; empty where there is nothing to say. */
  private String cell(EventColumn column, EventLine event) {
    return switch (column) {
      case TIME -> time.text(event.start(), detail);
      case FROM -> event.from(detail);
      case ARROW -> "→";
      case TO -> event.to(detail);
      case TYPE -> event.typeText();
      case SIZE -> detail.hasSize() ? event.sizeText() : "";
      case TOOK -> event.durationText();
      case DEPTH -> detail.hasDepth() ? event.depthText() : "";
      case ID -> event.idText();
    };
  }

  /** Says what the columns are, and again when one appears that was not there. */
  private void printTitles() {
    boolean[] shown = new boolean[COLUMNS.length];
    int[] before = columns.widths();
    IntStream.range(0, shown.length).forEach(i -> shown[i] = before[i] > 0);
    if (!Arrays.equals(shown, titled)) {
      titled = shown;
      List<String> titles =
          IntStream.range(0, shown.length)
              .mapToObj(i -> shown[i] ? COLUMNS[i].title() : "")
              .toList();
      columns.fit(titles);
      String line = row(titles, columns.widths(), false).stripTrailing();
      terminal.line(terminal.paint(Tone.DIM, line));
    }
  }

  private void printRow(List<String> cells, String error, int[] widths) {
    String line = row(cells, widths, terminal.isColoured());
    if (error.isEmpty()) {
      terminal.line(line.stripTrailing());
      return;
    }
    int left = roomForError(row(cells, widths, false).length());
    if (left >= Math.min(LEAST_ERROR, error.length())) {
      terminal.line(line + "  " + terminal.paint(Tone.RED, Shortening.end(error, left)));
    } else {
      terminal.line(line.stripTrailing());
      int indent = widths[0] + Columns.GAP;
      String cut = Shortening.end(error, terminal.width() - indent);
      terminal.line(" ".repeat(indent) + terminal.paint(Tone.RED, cut));
    }
  }

  private int roomForError(int lineWidth) {
    return terminal.isInteractive()
        ? terminal.width() - lineWidth - Columns.GAP
        : Columns.UNLIMITED;
  }

  private String row(List<String> cells, int[] widths, boolean coloured) {
    StringBuilder line = new StringBuilder(160);
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        line.append(i == 0 ? "" : COLUMNS[i].gap());
        String cell = columns.fitted(cells.get(i), widths[i], COLUMNS[i].isToTheRight());
        line.append(coloured ? COLUMNS[i].tone().paint(cell) : cell);
      }
    }
    return line.toString();
  }
}
