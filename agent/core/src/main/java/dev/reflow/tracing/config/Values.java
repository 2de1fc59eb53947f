package dev.reflow.tracing.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** The parsers of options' values. */
final class Values {

  private Values() {}

  /** Not set when the text is empty. */
  static final class Optionally<T> extends ValueParser<Optional<T>> {
    private final ValueParser<T> parser;

    Optionally(ValueParser<T> parser) {
      super(parser.allowed());
      this.parser = parser;
    }

    @Override
    Optional<T> parse(String text) throws InvalidValueException {
      return text.isEmpty() ? Optional.empty() : Optional.of(parser.parse(text));
    }
  }

  /** True or false, in any case. */
  static final class Bool extends ValueParser<Boolean> {
    Bool() {
      super("true or false");
    }

    @Override
    Boolean parse(String text) throws InvalidValueException {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw isNot(text);
      };
    }
  }

  /** A whole number within a range, both ends included. */
  static final class WholeNumber extends ValueParser<Integer> {
    private final int min;
    private final int max;

    WholeNumber(int min, int max) {
      super("a whole number from " + min + " to " + max);
      this.min = min;
      this.max = max;
    }

    @Override
    Integer parse(String text) throws InvalidValueException {
      try {
        int value = Integer.parseInt(text);
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // said below, with what is allowed
      }
      throw isNot(text);
    }
  }

  /** A share of the whole. */
  static final class Share extends ValueParser<Double> {
    Share() {
      super("a number from 0 to 1 such as 0.05");
    }

    @Override
    Double parse(String text) throws InvalidValueException {
      try {
        double value = Double.parseDouble(text);
        if (value >= 0 && value <= 1) {
          return value;
        }
      } catch (NumberFormatException e) {
        // said below, with what is allowed
      }
      throw isNot(text);
    }
  }

  /** One constant of an enumeration, in any case. */
  static final class Choice<E extends Enum<E>> extends ValueParser<E> {
    private final E[] constants;

    Choice(E[] constants) {
      super("one of " + names(constants));
      this.constants = constants.clone();
    }

    @Override
    E parse(String text) throws InvalidValueException {
      for (E constant : constants) {
        if (name(constant).equalsIgnoreCase(text)) {
          return constant;
        }
      }
      throw isNot(text);
    }

    private static String names(Enum<?>[] constants) {
      List<String> names = new ArrayList<>();
      for (Enum<?> constant : constants) {
        names.add(name(constant));
      }
      return String.join(", ", names);
    }

    private static String name(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Several sinks, or none alone. */
  static final class Sinks extends ValueParser<List<SinkKind>> {
    private final Choice<SinkKind> one = new Choice<>(SinkKind.values());

    Sinks() {
      super("a list of websocket, file, kafka, postgres, otlp, or none alone");
    }

    @Override
    List<SinkKind> parse(String text) throws InvalidValueException {
      Set<SinkKind> kinds = new LinkedHashSet<>();
      for (String item : items(text)) {
        kinds.add(one.parse(item));
      }
      if (kinds.isEmpty() || (kinds.contains(SinkKind.NONE) && kinds.size() > 1)) {
        throw isNot(text);
      }
      return List.copyOf(kinds);
    }
  }

  /** Kinds of events, data flows among them. */
  static final class Events extends ValueParser<Set<EventType>> {
    private final Choice<EventType> one = new Choice<>(EventType.values());

    Events() {
      super("a list of data-flow, which is always among them, message-sent, message-received");
    }

    @Override
    Set<EventType> parse(String text) throws InvalidValueException {
      Set<EventType> types = new LinkedHashSet<>();
      for (String item : items(text)) {
        types.add(one.parse(item));
      }
      if (!types.contains(EventType.DATA_FLOW)) {
        throw isNot(text);
      }
      return Set.copyOf(types);
    }
  }

  /** Any number of names. */
  static final class Names extends ValueParser<List<String>> {
    Names() {
      super("a list of names with commas between");
    }

    @Override
    List<String> parse(String text) {
      return items(text);
    }
  }

  /** Any text but the empty one. */
  static final class Text extends ValueParser<String> {
    Text(String allowed) {
      super(allowed);
    }

    @Override
    String parse(String text) throws InvalidValueException {
      if (text.isEmpty()) {
        throw isNot(text);
      }
      return text;
    }
  }

  /** The path of a file or directory, there or not. */
  static final class FilePath extends ValueParser<Path> {
    FilePath() {
      super("a path");
    }

    @Override
    Path parse(String text) throws InvalidValueException {
      try {
        if (!text.isEmpty()) {
          return Path.of(text);
        }
      } catch (InvalidPathException e) {
        // said below
      }
      throw isNot(text);
    }
  }

  /** Where a web socket is opened. */
  static final class WebSocketUrl extends ValueParser<URI> {
    WebSocketUrl() {
      super("a ws:// or wss:// URL with a host");
    }

    @Override
    URI parse(String text) throws InvalidValueException {
      try {
        URI uri = new URI(text);
        boolean web =
            "ws".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
        if (web && uri.getHost() != null && uri.getFragment() == null) {
          return uri;
        }
      } catch (URISyntaxException e) {
        // said below
      }
      throw isNot(text);
    }
  }

  /** An HTTP proxy. */
  static final class ProxyUrl extends ValueParser<URI> {
    ProxyUrl() {
      super("an http://HOST:PORT URL");
    }

    @Override
    URI parse(String text) throws InvalidValueException {
      try {
        URI uri = new URI(text);
        if ("http".equalsIgnoreCase(uri.getScheme())
            && uri.getHost() != null
            && uri.getPort() > 0
            && uri.getUserInfo() == null) {
          return uri;
        }
      } catch (URISyntaxException e) {
        // said below
      }
      throw isNot(text);
    }
  }

  /** Where a PostgreSQL database is. */
  static final class PostgresAddress extends ValueParser<String> {
    PostgresAddress() {
      super("a postgresql://HOST/DATABASE URL");
    }

    @Override
    String parse(String text) throws InvalidValueException {
      String lower = text.toLowerCase(Locale.ROOT);
      String plain = lower.startsWith("jdbc:") ? lower.substring("jdbc:".length()) : lower;
      for (String scheme : new String[] {"postgresql://", "postgres://"}) {
        if (plain.startsWith(scheme) && plain.length() > scheme.length()) {
          return text;
        }
      }
      throw isNot(text);
    }
  }

  /** Where telemetry is posted to. */
  static final class HttpUrl extends ValueParser<URI> {
    HttpUrl() {
      super("an http:// or https:// URL with a host");
    }

    @Override
    URI parse(String text) throws InvalidValueException {
      try {
        URI uri = new URI(text);
        boolean web =
            "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (web && uri.getHost() != null && uri.getFragment() == null && uri.getQuery() == null) {
          return uri;
        }
      } catch (URISyntaxException e) {
        // said below
      }
      throw isNot(text);
    }
  }

  /** Names with a value each. */
  static final class Pairs extends ValueParser<Map<String, String>> {
    Pairs() {
      super("a list of NAME=VALUE with commas between");
    }

    @Override
    Map<String, String> parse(String text) throws InvalidValueException {
      Map<String, String> pairs = new LinkedHashMap<>();
      for (String item : items(text)) {
        int equals = item.indexOf('=');
        if (equals <= 0) {
          throw new InvalidValueException("is not " + allowed());
        }
        pairs.put(item.substring(0, equals).trim(), item.substring(equals + 1).trim());
      }
      return Collections.unmodifiableMap(pairs);
    }
  }

  static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text, ",");
    while (tokens.hasMoreTokens()) {
      String item = tokens.nextToken().trim();
      if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return List.copyOf(items);
  }
}
