package dev.reflow.tracing.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parsers of values with a unit. No state. */
final class Quantities {

  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
  private static final Map<String, Long> NANOS = new LinkedHashMap<>();
  private static final Map<String, Long> BYTES = new LinkedHashMap<>();

  static {
    NANOS.put("ms", 1_000_000L);
    NANOS.put("s", 1_000_000_000L);
    NANOS.put("m", 60_000_000_000L);
    NANOS.put("h", 3_600_000_000_000L);
    NANOS.put("d", 86_400_000_000_000L);
    BYTES.put("", 1L);
    BYTES.put("KiB", 1L << 10);
    BYTES.put("MiB", 1L << 20);
    BYTES.put("GiB", 1L << 30);
  }

  private Quantities() {}

  /** A span of time from {@code min} to {@code max}, both as a user would write them. */
  static ValueParser<Duration> duration(String min, String max) {
    String allowed = "a duration from " + min + " to " + max + " such as 500ms, 1s, 5m or 24h";
    long least = amount(min, NANOS);
    long most = amount(max, NANOS);
    return Values.of(
        allowed,
        text -> {
          long nanos = amount(text, NANOS);
          if (nanos < least || nanos > most) {
            throw InvalidValueException.isNot(text, allowed);
          }
          return Duration.ofNanos(nanos);
        });
  }

  /** Bytes from {@code min} to {@code max}, both as a user would write them. */
  static ValueParser<Long> size(String min, String max) {
    String allowed = "a size from " + min + " to " + max + " such as 64KiB, 256MiB or 1GiB";
    long least = amount(min, BYTES);
    long most = amount(max, BYTES);
    return Values.of(
        allowed,
        text -> {
          long bytes = amount(text, BYTES);
          if (bytes < least || bytes > most) {
            throw InvalidValueException.isNot(text, allowed);
          }
          return bytes;
        });
  }

  /** -1 when {@code text} is not a number with one of {@code units}, or too large for a long. */
  private static long amount(String text, Map<String, Long> units) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches()) {
      return -1;
    }
    Long unit = units.get(matcher.group(2));
    if (unit == null) {
      return -1;
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException e) {
      return -1;
    }
  }
}
