package dev.reflow.tracing.cli;

import java.util.ArrayList;
import java.util.List;

/** Prints rows below titles, aligned, as wide as the terminal and uncut into a pipe. One thread. */
final class TextTable {

  /**
   * One column.
   *
   * @param tone what its texts stand out by
   * @param toTheRight whether its texts stand at its right side, as numbers do
   * @param leastWidth below which it is not cut, or {@link Columns#WHOLE}
   */
  record Heading(String title, Tone tone, boolean toTheRight, int leastWidth) {

    static Heading text(String title, Tone tone, int leastWidth) {
      return new Heading(title, tone, false, leastWidth);
    }

    static Heading number(String title) {
      return new Heading(title, Tone.PLAIN, true, Columns.WHOLE);
    }
  }

  private final Terminal terminal;
  private final List<Heading> headings;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(Terminal terminal, List<Heading> headings) {
    this.terminal = terminal;
    this.headings = headings;
  }

  /** Adds a row with one text for each heading; a column without any text is not shown. */
  TextTable add(List<String> cells) {
    rows.add(cells);
    return this;
  }

  void print() {
    Columns columns =
        new Columns(
            terminal.isInteractive() ? terminal.width() : Columns.UNLIMITED,
            headings.stream().mapToInt(Heading::leastWidth).toArray());
    rows.forEach(columns::fit);
    int[] bare = widths(columns);
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      titles.add(bare[i] == 0 ? "" : headings.get(i).title());
    }
    columns.fit(titles);
    rows.add(0, titles);
    int[] widths = widths(columns);
    rows.remove(0);
    String line = row(columns, titles, widths, false).stripTrailing();
    terminal.line(terminal.paint(Tone.DIM, line));
    for (List<String> cells : rows) {
      terminal.line(row(columns, cells, widths, terminal.isColoured()).stripTrailing());
    }
  }

  /** Uncut, a column is as wide as its widest text: here all of them are known. */
  private int[] widths(Columns columns) {
    if (terminal.isInteractive()) {
      return columns.widths();
    }
    int[] widths = new int[headings.size()];
    for (List<String> cells : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], cells.get(i).length());
      }
    }
    return widths;
  }

  private String row(Columns columns, List<String> cells, int[] widths, boolean coloured) {
    StringBuilder row = new StringBuilder(160);
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        Heading heading = headings.get(i);
        row.append(row.isEmpty() ? "" : "  ");
        String cell = columns.fitted(cells.get(i), widths[i], heading.toTheRight());
        row.append(coloured ? heading.tone().paint(cell) : cell);
      }
    }
    return row.toString();
  }
}
