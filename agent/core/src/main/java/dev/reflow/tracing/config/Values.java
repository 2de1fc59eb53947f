package dev.reflow.tracing.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parsers of options' values. No state. */
final class Values {

  /** How a value is read; {@link ValueParser} without the description of what is allowed. */
  @FunctionalInterface
  interface Reader<T> {
    T read(String text) throws InvalidValueException;
  }

  private Values() {}

  static <T> ValueParser<T> of(String allowed, Reader<T> reader) {
    return new ValueParser<>() {
      @Override
      public T parse(String text) throws InvalidValueException {
        return reader.read(text);
      }

      @Override
      public String allowed() {
        return allowed;
      }
    };
  }

  /** Not set when the text is empty. */
  static <T> ValueParser<Optional<T>> optional(ValueParser<T> parser) {
    return of(
        parser.allowed(),
        text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.parse(text)));
  }

  static ValueParser<Boolean> bool() {
    String allowed = "true or false";
    return of(
        allowed,
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw InvalidValueException.isNot(text, allowed);
            });
  }

  static ValueParser<Integer> wholeNumber(int min, int max) {
    String allowed = "a whole number from " + min + " to " + max;
    return of(
        allowed,
        text -> {
          try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
              return value;
            }
          } catch (NumberFormatException e) {
            // said below, with what is allowed
          }
          throw InvalidValueException.isNot(text, allowed);
        });
  }

  static <E extends Enum<E>> ValueParser<E> oneOf(Class<E> type) {
    String allowed = "one of " + names(type);
    return of(
        allowed,
        text -> {
          for (E constant : type.getEnumConstants()) {
            if (spelling(constant).equals(text.toLowerCase(Locale.ROOT))) {
              return constant;
            }
          }
          throw InvalidValueException.isNot(text, allowed);
        });
  }

  static ValueParser<List<SinkKind>> sinks() {
    ValueParser<SinkKind> one = oneOf(SinkKind.class);
    String allowed = "a list of websocket, file, or none alone";
    return of(
        allowed,
        text -> {
          Set<SinkKind> kinds = new LinkedHashSet<>();
          for (String item : items(text)) {
            kinds.add(one.parse(item));
          }
          if (kinds.isEmpty() || (kinds.contains(SinkKind.NONE) && kinds.size() > 1)) {
            throw InvalidValueException.isNot(text, allowed);
          }
          return List.copyOf(kinds);
        });
  }

  static ValueParser<List<String>> names() {
    return of("a list of names with commas between", Values::items);
  }

  static ValueParser<String> text(String allowed) {

    return of(
        allowed,
        text -> {
          if (text.isEmpty()) {
            throw InvalidValueException.isNot(text, allowed);
          }
          return text;
        });
  }

  static ValueParser<Path> path() {
    String allowed = "a path";
    return of(
        allowed,
        text -> {
          try {
            if (!text.isEmpty()) {
              return Path.of(text);
            }
          } catch (InvalidPathException e) {
            // said below
          }
          throw InvalidValueException.isNot(text, allowed);
        });
  }

  static ValueParser<URI> webSocketUrl() {
    String allowed = "a ws:// or wss:// URL with a host";
    return of(
        allowed,
        text -> {
          try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("ws") || scheme.equals("wss");
            if (web && uri.getHost() != null && uri.getFragment() == null) {
              return uri;
            }
          } catch (URISyntaxException e) {
            // said below
          }
          throw InvalidValueException.isNot(text, allowed);
        });
  }

  static List<String> items(String text) {
    return Arrays.stream(text.split(",")).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Values::spelling)
        .collect(Collectors.joining(", "));
  }
}
