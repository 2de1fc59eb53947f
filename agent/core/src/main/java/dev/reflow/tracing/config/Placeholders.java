package dev.reflow.tracing.config;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces <code>${name}</code> in values. No state. */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}");

  private Placeholders() {}

  /** What was put in is not looked at again. */
  static String replace(String text, Function<String, @Nullable String> lookup)
      throws InvalidValueException {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String value = lookup.apply(name);
      if (value == null) {
        throw new InvalidValueException(
            "\""
                + text
                + "\" has ${"
                + name
                + "}, which is none of ${service}, ${user}, ${main}"
                + " and no system property");
      }
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(replaced).toString();
  }
}
