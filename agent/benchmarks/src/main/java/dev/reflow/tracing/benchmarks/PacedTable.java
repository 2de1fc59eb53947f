package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What sends at a fixed pace took, a row for each competitor, with columns of one's own behind. */
final class PacedTable {

  /** Seldom: a look takes a moment of a processor. */
  static final int WATCH_INTERVAL_MS = 2000;

  private static final List<String> COLUMNS =
      List.of("p50", "p99", "p99.9", "p99.99", "worst", "mean");

  private PacedTable() {}

  /** The program that sends so often for so long. */
  static List<String> program(int sendsPerSecond, int seconds) {
    return List.of(
        "com.example.load.PacedLoad", Integer.toString(sendsPerSecond), Integer.toString(seconds));
  }

  /** Prints; {@code more} names the columns behind and {@code cells} fills them, by name. */
  static void print(
      String title, Contest contest, List<String> more, Function<String, List<String>> cells) {
    List<String> head = new ArrayList<>(List.of(title));
    head.addAll(COLUMNS);
    head.addAll(more);
    MarkdownTable table = new MarkdownTable(head);
    for (String name : contest.names()) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  name,
                  number("%.0f ns", contest.median(name, "p50")),
                  number("%.0f ns", contest.median(name, "p99")),
                  number("%.2f µs", contest.median(name, "p999") / 1e3),
                  number("%.1f µs", contest.median(name, "p9999") / 1e3),
                  number("%.2f ms", contest.median(name, "max") / 1e6),
                  number("%.0f ns", contest.median(name, "mean"))));
      row.addAll(cells.apply(name));
      table.row(row);
    }
  }
}
