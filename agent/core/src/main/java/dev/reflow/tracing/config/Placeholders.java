package dev.reflow.tracing.config;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Replaces <code>${name}</code> in values. Any thread. */
final class Placeholders {

  private final Properties system;

  Placeholders(Properties system) {
    this.system = system;
  }

  /**
   * What was put in is not looked at again.
   *
   * @param service what stands for <code>${service}</code>; null: nothing does yet
   */
  String replace(String text, @Nullable String service) throws InvalidValueException {
    StringBuilder replaced = new StringBuilder();
    int at = 0;
    int begin = text.indexOf("${");
    int end = text.indexOf('}', begin);
    while (begin >= 0 && end >= 0) {
      String name = text.substring(begin + 2, end);
      String value = value(name, service);
      if (value == null) {
        throw new InvalidValueException(
            "\""
                + text
                + "\" has ${"
                + name
                + "}, which is none of ${service}, ${user}, ${main}"
                + " and no system property");
      }
      replaced.append(text, at, begin).append(value);
      at = end + 1;
      begin = text.indexOf("${", at);
      end = text.indexOf('}', begin);
    }
    return replaced.append(text, at, text.length()).toString();
  }

  private @Nullable String value(String name, @Nullable String service) {
    return switch (name) {
      case "service" -> service;
      case "user" -> ProcessName.fileName(system.getProperty("user.name", ""));
      case "main" -> ProcessName.of(system);
      case "java.io.tmpdir" -> system.getProperty(name, ".");
      default -> system.getProperty(name);
    };
  }
}
