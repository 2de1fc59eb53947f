package dev.reflow.tracing.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads spans of time. Stateless; any thread. */
final class Span {

  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Span() {}

  /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}; empty for anything else. */
  static Optional<Duration> parse(String text) {
    Matcher span = SPAN.matcher(text);
    return span.matches()
        ? Optional.of(duration(Long.parseLong(span.group(1)), span.group(2)))
        : Optional.empty();
  }

  /** Takes a span as an option's value. */
  static final class Converter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return parse(text)
          .orElseThrow(
              () ->
                  new TypeConversionException("\"" + text + "\" is not a span such as 30s or 5m"));
    }
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
