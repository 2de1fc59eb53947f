package dev.reflow.tracing.server.http;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to the HTTP API. Used by one thread.
 *
 * @param rest what stands behind the route in the path, decoded
 * @param parameter a query's parameter by its name
 * @param header a header by its name
 */
record Ask(String method, String rest, Parameters parameter, Parameters header, InputStream body) {

  private static final Pattern AGO = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

  /** Values by their names; null where there is none. */
  @FunctionalInterface
  interface Parameters {
    @Nullable String get(String name);
  }

  /** A parameter that is not what it should be; the message is a line for the client. */
  static final class BadParameterException extends Exception {
    BadParameterException(String line) {
      super(line, null, false, false);
    }
  }

  @Nullable String text(String name) {
    String value = parameter.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  String text(String name, String usual) {
    String value = text(name);
    return value == null ? usual : value;
  }

  int number(String name, int usual, int most) throws BadParameterException {
    String value = text(name);
    if (value == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same line as for one that is out of bounds.
    }
    throw new BadParameterException(name + " is a whole number from 1 to " + most);
  }

  /** A time, or how long ago: {@code 2026-01-31T18:30:00Z}, {@code 15m}. */
  @Nullable Instant time(String name, Instant now) throws BadParameterException {
    String value = text(name);
    if (value == null) {
      return null;
    }
    Matcher ago = AGO.matcher(value.toLowerCase(Locale.ROOT));
    if (ago.matches()) {
      return now.minus(span(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new BadParameterException(
          name + " is a time such as 2026-01-31T18:30:00Z, or how long ago, such as 15m");
    }
  }

  static Duration span(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
