package dev.reflow.tracing.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Reads a properties file and keeps each entry's line, which {@link Properties} forgets. Finds
 * where entries begin and end, and leaves escapes and separators to {@link Properties}. No state.
 */
final class PropertiesReader {

  /**
   * One entry.
   *
   * @param line its first, from 1
   */
  record Entry(String key, String value, int line) {}

  /** A {@code \}{@code uXXXX} that is not one. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    final int line;

    MalformedException(int line, String message) {
      super(message);
      this.line = line;
    }
  }

  private PropertiesReader() {}

  /** Every entry in file order, keys that stand there twice included. */
  static List<Entry> read(String text) throws MalformedException {
    List<String> lines = text.lines().toList();
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      int first = at++;
      if (isBlankOrComment(lines.get(first))) {
        continue;
      }
      while (at < lines.size() && continues(lines.get(at - 1))) {
        at++;
      }
      entries.add(parse(lines.subList(first, at), first + 1));
    }
    return entries;
  }

  private static Entry parse(List<String> lines, int number) throws MalformedException {
    Properties one = new Properties();
    try {
      one.load(new StringReader(String.join("\n", lines)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          number, "\"" + lines.get(0).trim() + "\" has a \\u without four hexadecimal digits");
    } catch (IOException e) {
      throw new AssertionError(e); // a string is never out of reach
    }
    String key = one.stringPropertyNames().stream().findFirst().orElse("");
    return new Entry(key, one.getProperty(key, ""), number);
  }

  private static boolean isBlankOrComment(String line) {
    String begin = stripLeading(line);
    return begin.isEmpty() || begin.charAt(0) == '#' || begin.charAt(0) == '!';
  }

  private static boolean continues(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\\') {
      end--;
    }
    return (line.length() - end) % 2 == 1;
  }

  /** What {@link Properties} takes for white space, which is less than Java does. */
  private static String stripLeading(String line) {
    int at = 0;
    while (at < line.length() && " \t\f".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return line.substring(at);
  }
}
