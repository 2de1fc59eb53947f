package dev.reflow.tracing.sink.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is: {@code postgresql://USER:PASSWORD@HOST:PORT/NAME?KEY=VALUE} as
 * PostgreSQL's own tools take it, or the driver's {@code jdbc:postgresql://…}. Immutable.
 */
public final class PostgresUrl {

  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?:(?://(?:(?<user>[^/@?:]*)(?::(?<password>[^/@?]*))?@)?)?"
              + "(?<place>[^?@]*)(?:\\?(?<query>.*))?",
          Pattern.CASE_INSENSITIVE);

  private final String place;
  private final Properties properties;

  private PostgresUrl(String place, Properties properties) {
    this.place = place;
    this.properties = properties;
  }

  /** The place that {@code text} names, or null where it names none. */
  public static @Nullable PostgresUrl parse(String text) {
    Matcher matcher = URL.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    Properties properties = new Properties();
    put(properties, "user", matcher.group("user"));
    put(properties, "password", matcher.group("password"));
    String query = matcher.group("query");
    if (query != null) {
      for (String each : query.split("&", -1)) {
        int equals = each.indexOf('=');
        put(
            properties,
            equals < 0 ? each : each.substring(0, equals),
            equals < 0 ? "" : each.substring(equals + 1));
      }
    }
    String place = matcher.group("place");
    boolean isJdbc = text.regionMatches(true, 0, "jdbc:", 0, 5);
    boolean hasHost = text.contains("//");
    if (place.isEmpty() || (!hasHost && !isJdbc)) {
      return null;
    }
    return new PostgresUrl((hasHost ? "//" : "") + place, properties);
  }

  private static void put(Properties properties, String name, @Nullable String value) {
    if (value != null && !name.isEmpty()) {
      try {
        properties.setProperty(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        properties.setProperty(name, value); // A bare percent sign.
      }
    }
  }

  /** For the driver; user, password and all else stand in {@link #properties}. */
  public String jdbc() {
    return "jdbc:postgresql:" + place;
  }

  /** What stood around the place: user, password, and the driver's own settings. */
  public Properties properties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  /** As it can be shown: without user, password and settings. */
  @Override
  public String toString() {
    return "postgresql:" + place;
  }
}
