package dev.reflow.tracing.config;

import java.time.Duration;
import java.util.Map;

/** The parsers of values with a unit. */
final class Quantities {

  private static final int MAX_DIGITS = 18; // what surely fits into a long
  private static final Map<String, Long> NANOS =
      Map.of(
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private Quantities() {}

  /** A span of time within a range, whose ends are given as a user would write them. */
  static final class Span extends ValueParser<Duration> {
    private final long min;
    private final long max;

    Span(String min, String max) {
      super("a duration from " + min + " to " + max + " such as 500ms, 1s, 5m or 24h");
      this.min = amount(min, NANOS);
      this.max = amount(max, NANOS);
    }

    @Override
    Duration parse(String text) throws InvalidValueException {
      long nanos = amount(text, NANOS);
      if (nanos < min || nanos > max) {
        throw isNot(text);
      }
      return Duration.ofNanos(nanos);
    }
  }

  /** Bytes within a range, whose ends are given as a user would write them. */
  static final class Size extends ValueParser<Long> {
    private final long min;
    private final long max;

    Size(String min, String max) {
      super("a size from " + min + " to " + max + " such as 64KiB, 256MiB or 1GiB");
      this.min = amount(min, BYTES);
      this.max = amount(max, BYTES);
    }

    @Override
    Long parse(String text) throws InvalidValueException {
      long bytes = amount(text, BYTES);
      if (bytes < min || bytes > max) {
        throw isNot(text);
      }
      return bytes;
    }
  }

  /** -1 when {@code text} is not a number with one of {@code units}, or too large for a long. */
  private static long amount(String text, Map<String, Long> units) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    Long unit = units.get(text.substring(digits).trim());
    if (digits == 0 || digits > MAX_DIGITS || unit == null) {
      return -1;
    }
    try {
      return Math.multiplyExact(Long.parseLong(text.substring(0, digits)), unit);
    } catch (ArithmeticException e) {
      return -1;
    }
  }
}
