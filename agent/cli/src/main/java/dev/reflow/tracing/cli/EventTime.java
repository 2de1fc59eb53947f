package dev.reflow.tracing.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times as the clock on the wall shows them, with the date where it isn't today's. */
final class EventTime {

  private static final DateTimeFormatter TO_MICROSECONDS = formatter("HH:mm:ss.SSSSSS");
  private static final DateTimeFormatter TO_MILLISECONDS = formatter("HH:mm:ss.SSS");
  private static final DateTimeFormatter DATE = formatter("yyyy-MM-dd ");

  private final Clock clock;

  /** Times in the zone of {@code clock}, which also says what today is. */
  EventTime(Clock clock) {
    this.clock = clock;
  }

  /** {@code 18:22:43.123456}, or {@code 18:22:43.123} where room is scarce. */
  String text(Instant instant, Detail detail) {
    ZonedDateTime local = instant.atZone(clock.getZone());
    String time = (detail.hasMicroseconds() ? TO_MICROSECONDS : TO_MILLISECONDS).format(local);
    boolean today = local.toLocalDate().equals(LocalDate.now(clock));
    return today ? time : DATE.format(local) + time;
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
