package dev.reflow.tracing.cli;

import java.util.Locale;

/** Numbers as people read them: two or three digits and a unit. Stateless; any thread. */
final class Figures {

  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final String[] COUNT_UNITS = {"", "k", "M", "G", "T"};
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private Figures() {}

  /** {@code 850ns}, {@code 1.2µs}, {@code 12ms}, {@code 1.3s}, {@code 2m03s}, {@code 1h02m}. */
  static String duration(long ns) {
    if (ns < 1_000) {
      return ns + "ns";
    }
    if (ns < 999_500) {
      return digits(ns / 1e3) + "µs";
    }
    if (ns < 999_500_000) {
      return digits(ns / 1e6) + "ms";
    }
    long seconds = ns / NS_PER_SECOND;
    return seconds < 60 ? digits(ns / 1e9) + "s" : longDuration(seconds);
  }

  private static String longDuration(long seconds) {
    if (seconds < 3_600) {
      return two(seconds / 60, "m", seconds % 60, "s");
    }
    if (seconds < 48 * 3_600) {
      return two(seconds / 3_600, "h", seconds % 3_600 / 60, "m");
    }
    return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return String.format(Locale.ROOT, "%d%s%02d%s", large, largeUnit, small, smallUnit);
  }

  /** {@code 256 B}, {@code 1.2 KiB}, {@code 48 MiB}. */
  static String bytes(long bytes) {
    if (bytes < 1_024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
      value /= 1_024;
      unit++;
    }
    return digits(value) + " " + BYTE_UNITS[unit];
  }

  /** {@code 999}, {@code 1.2k}, {@code 20M}. */
  static String roughCount(double count) {
    double value = count;
    int unit = 0;
    while (value >= 999.5 && unit < COUNT_UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    return unit == 0 ? digits(count).replace(".0", "") : digits(value) + COUNT_UNITS[unit];
  }

  /** {@code 1,234,567}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 event}, {@code 20 events}. */
  static String counted(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /** How long ago, to the largest unit: {@code now}, {@code 12s ago}, {@code 3h ago}. */
  static String ago(long ns) {
    long seconds = ns / NS_PER_SECOND;
    if (seconds < 1) {
      return "now";
    }
    if (seconds < 60) {
      return seconds + "s ago";
    }
    if (seconds < 3_600) {
      return seconds / 60 + "m ago";
    }
    return seconds < 48 * 3_600 ? seconds / 3_600 + "h ago" : seconds / 86_400 + "d ago";
  }

  /** One digit after the point below ten, none from ten on. */
  private static String digits(double value) {
    if (value < 9.95) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
