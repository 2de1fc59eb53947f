package dev.reflow.tracing.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was measured against the bars of the issues. Not thread-safe. */
final class Verdicts {

  private final Map<Bar, Double> measured = new EnumMap<>(Bar.class);

  /** A figure, in the unit of its bar. */
  void add(Bar bar, double value) {
    measured.put(bar, value);
  }

  /** Takes over what {@code other} has. */
  void addAll(Verdicts other) {
    measured.putAll(other.measured);
  }

  /** Prints a table of what was added, if anything was. */
  void print() {
    if (measured.isEmpty()) {
      return;
    }
    System.out.println();
    MarkdownTable table = new MarkdownTable(List.of("figure", "measured", "bar", "verdict"));
    measured.forEach(
        (bar, value) ->
            table.row(
                List.of(
                    bar.figure(),
                    bar.show(value),
                    bar.text(),
                    bar.holds(value) ? "holds" : "**misses**")));
  }
}
