package dev.reflow.tracing.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A point in time as a user gives it. Immutable.
 *
 * @param text as given: a span before now, a time of day, a date and time, or an instant
 */
record Since(String text) {

  /** Checks while the arguments are parsed. */
  static final class Converter implements ITypeConverter<Since> {
    @Override
    public Since convert(String text) {
      Since since = new Since(text);
      try {
        since.instant(Clock.systemUTC());
        return since;
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "\"" + text + "\" is not a time such as 30s, 5m, 2h, 1d, 18:30 or 2026-01-31T18:30");
      }
    }
  }

  /** Nanoseconds since the epoch, where {@code clock} says what now is and in which zone. */
  long epochNs(Clock clock) {
    Instant instant = instant(clock);
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  private Instant instant(Clock clock) {
    Optional<Duration> span = Span.parse(text);
    if (span.isPresent()) {
      return clock.instant().minus(span.get());
    }
    if (text.indexOf(':') > 0
        && text.length() <= "00:00:00.000000000".length()
        && !text.contains("-")) {
      return LocalTime.parse(text).atDate(LocalDate.now(clock)).atZone(clock.getZone()).toInstant();
    }
    if (text.length() == "2026-01-31".length()) {
      return LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant();
    }
    String iso = text.replace(' ', 'T').toUpperCase(Locale.ROOT);
    return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
        ? OffsetDateTime.parse(iso).toInstant()
        : ZonedDateTime.of(LocalDateTime.parse(iso), clock.getZone()).toInstant();
  }
}
