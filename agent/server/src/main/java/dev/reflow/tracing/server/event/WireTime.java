package dev.reflow.tracing.server.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** RFC 3339 times, to the nanosecond. Stateless; any thread. */
public final class WireTime {

  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_LENGTH = "2026-01-02T03:04:05".length();

  private WireTime() {}

  /** Nanoseconds since the epoch. */
  public static long parse(CharSequence text) throws MalformedException {
    long ns = parseUtc(text);
    if (ns >= 0) {
      return ns;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), NS_PER_SECOND), instant.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedException("not a time such as 2026-01-02T03:04:05.678901234Z");
    }
  }

  /** The usual form without an object made; -1 where it is another. */
  private static long parseUtc(CharSequence text) {
    int length = text.length();
    if (length <= SECONDS_LENGTH
        || text.charAt(length - 1) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return -1;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int fraction = fraction(text, length - 1);
    if (year < 1970
        || year > 2261
        || month < 1
        || month > 12
        || day < 1
        || day > 28
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || fraction < 0) {
      // The last days of a month, and what is wrong, are the JDK's to judge.
      return -1;
    }
    long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400L;
    return (seconds + hour * 3_600L + minute * 60L + second) * NS_PER_SECOND + fraction;
  }

  private static int fraction(CharSequence text, int end) {
    if (end == SECONDS_LENGTH) {
      return 0;
    }
    int count = end - SECONDS_LENGTH - 1;
    if (text.charAt(SECONDS_LENGTH) != '.' || count < 1 || count > 9) {
      return -1;
    }
    int value = digits(text, SECONDS_LENGTH + 1, end);
    for (int i = count; i < 9 && value >= 0; i++) {
      value *= 10;
    }
    return value;
  }

  private static int digits(CharSequence text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** With nine digits behind the second. */
  public static String format(long ns) {
    long seconds = Math.floorDiv(ns, NS_PER_SECOND);
    String text = Instant.ofEpochSecond(seconds).toString();
    String fraction = String.valueOf(NS_PER_SECOND + Math.floorMod(ns, NS_PER_SECOND)).substring(1);
    return text.substring(0, text.length() - 1) + "." + fraction + "Z";
  }
}
