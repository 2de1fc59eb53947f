package dev.reflow.tracing.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named figures of one measured thing, a value for each round. Not thread-safe. */
final class Figures {

  private final Map<String, List<Double>> values = new LinkedHashMap<>();

  /** One more round's value. */
  void add(String name, double value) {
    values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }

  /** Every {@code name=value} of a line. */
  void addAll(String line) {
    for (String pair : line.split(" ", -1)) {
      int equals = pair.indexOf('=');
      add(pair.substring(0, equals), Double.parseDouble(pair.substring(equals + 1)));
    }
  }

  /** The median of all rounds. */
  double median(String name) {
    double[] sorted = sorted(name);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest of all rounds. */
  double smallest(String name) {
    return sorted(name)[0];
  }

  /** The largest of all rounds. */
  double largest(String name) {
    double[] sorted = sorted(name);
    return sorted[sorted.length - 1];
  }

  private double[] sorted(String name) {
    double[] sorted =
        values.getOrDefault(name, List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no figure named " + name);
    }
    return sorted;
  }
}
