package dev.reflow.tracing.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The figures of all that take turns in one run, in the order of their first turn. */
final class Contest {

  private final Map<String, Figures> figures = new LinkedHashMap<>();

  /**
   * One more round's figures of {@code name}, as {@code key=value} pairs; also shown as progress.
   */
  void add(String name, String line) {
    System.err.println(name + ": " + line);
    figures.computeIfAbsent(name, any -> new Figures()).addAll(line);
  }

  /** Everybody who had a turn. */
  Set<String> names() {
    return figures.keySet();
  }

  /** The median of all rounds. */
  double median(String name, String figure) {
    return of(name).median(figure);
  }

  /** The smallest of all rounds. */
  double fewest(String name, String figure) {
    return of(name).smallest(figure);
  }

  /** The largest of all rounds. */
  double most(String name, String figure) {
    return of(name).largest(figure);
  }

  /** What {@code name} has more of than {@code base}. */
  double added(String name, String base, String figure) {
    return median(name, figure) - median(base, figure);
  }

  private Figures of(String name) {
    Figures of = figures.get(name);
    if (of == null) {
      throw new IllegalArgumentException("nobody named " + name);
    }
    return of;
  }
}
