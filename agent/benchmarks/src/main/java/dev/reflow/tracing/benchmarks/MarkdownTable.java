package dev.reflow.tracing.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Prints a table in Markdown, row by row. */
final class MarkdownTable {

  /** Prints the head. */
  MarkdownTable(List<String> columns) {
    row(columns);
    row(Collections.nCopies(columns.size(), "---"));
  }

  /** Prints a row. */
  void row(List<String> cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  /** A number as it stands in a cell. */
  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
