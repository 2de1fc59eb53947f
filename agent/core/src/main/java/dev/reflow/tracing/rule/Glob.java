package dev.reflow.tracing.rule;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name with {@code *} (anything within a segment) and {@code **} (anything). Immutable. */
public final class Glob {

  private enum Shape {
    EXACT,
    PREFIX,
    SUFFIX,
    ANY
  }

  private final String text;
  private final Shape shape;
  private final String fixed;
  private final @Nullable Pattern pattern;

  private Glob(String text, char separator) {
    this.text = text;
    this.shape = shape(text);
    this.fixed = text.replace("**", "");
    this.pattern = // made only where nothing simpler will do: it takes time before main
        shape == Shape.ANY ? Pattern.compile(regex(text, separator), Pattern.DOTALL) : null;
  }

  /** Segments of names of types, between full stops. */
  public static Glob ofType(String text) {
    return new Glob(text, '.');
  }

  /** Segments of names of actors, between slashes. */
  public static Glob ofActor(String text) {
    return new Glob(text, '/');
  }

  public boolean matches(String name) {
    return switch (shape) {
      case EXACT -> name.equals(text);
      case PREFIX -> name.startsWith(fixed);
      case SUFFIX -> name.endsWith(fixed);
      case ANY -> pattern != null && pattern.matcher(name).matches();
    };
  }

  static boolean any(List<Glob> globs, String name) {
    for (Glob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }

  private static Shape shape(String text) {
    int star = text.indexOf('*');
    if (star < 0) {
      return Shape.EXACT;
    }
    if (star == text.length() - 2 && text.endsWith("**")) {
      return Shape.PREFIX;
    }
    return star == 0 && text.startsWith("**") && text.indexOf('*', 2) < 0
        ? Shape.SUFFIX
        : Shape.ANY;
  }

  private static String regex(String text, char separator) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("**", at)) {
        regex.append(".*");
        at += 2;
      } else if (text.charAt(at) == '*') {
        regex.append("[^").append(separator).append("]*");
        at++;
      } else {
        regex.append(Pattern.quote(text.substring(at, at + 1)));
        at++;
      }
    }
    return regex.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
