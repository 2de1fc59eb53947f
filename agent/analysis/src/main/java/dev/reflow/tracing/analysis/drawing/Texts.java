package dev.reflow.tracing.analysis.drawing;

import java.util.Locale;

/** Numbers as people read them. Stateless; any thread. */
final class Texts {

  private Texts() {}

  /** {@code 850 ns}, {@code 12 µs}, {@code 1.2 ms}, {@code 3.4 s}, {@code 12 min}. */
  static String duration(long ns) {
    long size = Math.abs(ns);
    if (size < 1_000) {
      return ns + " ns";
    }
    if (size < 999_500) {
      return digits(ns / 1e3) + " µs";
    }
    if (size < 999_500_000) {
      return digits(ns / 1e6) + " ms";
    }
    return size < 120_000_000_000L ? digits(ns / 1e9) + " s" : digits(ns / 60e9) + " min";
  }

  /** {@code 0.02/s}, {@code 12/s}, {@code 3.4k/s}. */
  static String rate(double perSecond) {
    if (perSecond >= 999_500) {
      return digits(perSecond / 1e6) + "M/s";
    }
    if (perSecond >= 999.5) {
      return digits(perSecond / 1e3) + "k/s";
    }
    return (perSecond > 0 && perSecond < 0.1
            ? String.format(Locale.ROOT, "%.2g", perSecond)
            : digits(perSecond))
        + "/s";
  }

  static String count(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }

  private static String digits(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size < 9.95 ? "%.1f" : "%.0f", value)
        .replaceFirst("\\.0$", "");
  }
}
