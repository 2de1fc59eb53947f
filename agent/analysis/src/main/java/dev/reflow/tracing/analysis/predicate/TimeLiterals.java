package dev.reflow.tracing.analysis.predicate;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and spans as SQL writes them, in microseconds. Immutable. */
final class TimeLiterals {

  private static final Pattern INTERVAL = Pattern.compile("\\s*(\\d{1,9})\\s*([a-z]+)");
  private static final Pattern ZONED = Pattern.compile(".*(Z|[+-]\\d\\d:\\d\\d)");

  private static final long SECOND = 1_000_000L;
  private static final Map<String, Long> UNITS =
      Map.of(
          "microsecond", 1L,
          "millisecond", 1_000L,
          "second", SECOND,
          "minute", 60 * SECOND,
          "hour", 3_600 * SECOND,
          "day", 86_400 * SECOND,
          "week", 7 * 86_400 * SECOND);

  /** What nanoseconds can say, and so an event. */
  private static final long LATEST = Long.MAX_VALUE / 1_000;

  private final Clock clock;
  private final Instant now;

  TimeLiterals(Clock clock) {
    this.clock = clock;
    this.now = clock.instant();
  }

  /** Microseconds since the epoch. */
  long now() {
    return micros(now);
  }

  /** {@code 2026-01-31}, {@code 2026-01-31 18:30:00.5}, or the same with a zone behind it. */
  long time(String text) throws PredicateException {
    String iso = text.trim().replace(' ', 'T').toUpperCase(Locale.ROOT);
    try {
      if (iso.length() == "2026-01-31".length()) {
        return micros(LocalDate.parse(iso).atStartOfDay(clock.getZone()).toInstant());
      }
      return micros(
          ZONED.matcher(iso).matches()
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).atZone(clock.getZone()).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      throw new PredicateException(
          "'" + text + "' is not a time such as '2026-01-31' or '2026-01-31 18:30:00'");
    }
  }

  /** That many microseconds later. */
  static long shifted(long micros, long span) throws PredicateException {
    if (Math.abs(span) > LATEST || Math.abs(micros + span) > LATEST) {
      throw new PredicateException("a time lies between the years 1678 and 2262");
    }
    return micros + span;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** {@code 1 hour}, {@code 2 days 12 hours}: microseconds. */
  static long span(String text) throws PredicateException {
    String lower = text.toLowerCase(Locale.ROOT).trim();
    Matcher part = INTERVAL.matcher(lower);
    long micros = 0;
    int end = 0;
    try {
      while (part.find() && part.start() == end) {
        long length = Math.multiplyExact(Long.parseLong(part.group(1)), unit(part.group(2), text));
        micros = Math.addExact(micros, length);
        end = part.end();
      }
    } catch (ArithmeticException e) {
      throw new PredicateException("'" + text + "' is too long an interval");
    }
    if (end == 0 || end != lower.length()) {
      throw new PredicateException("'" + text + "' is not an interval such as '90 minutes'");
    }
    return micros;
  }

  private static long unit(String name, String text) throws PredicateException {
    String singular = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    Long unit = UNITS.get(singular);
    if (unit == null) {
      throw new PredicateException(
          "'"
              + text
              + "': an interval is of weeks, days, hours, minutes, seconds, milliseconds or"
              + " microseconds");
    }
    return unit;
  }
}
