package dev.reflow.tracing.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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

  private static final Pattern LINE = Pattern.compile("[^\\n\\r]*(?:\\r\\n|\\n|\\r)|[^\\n\\r]+");

  private PropertiesReader() {}

  /** Every entry in file order, keys that stand there twice included. */
  static List<Entry> read(String text) throws MalformedException {
    // with its terminator, for a backslash at the very end is not one before a line's end
    List<String> lines = LINE.matcher(text).results().map(MatchResult::group).toList();
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
      parse(lines.subList(first, at), first + 1).ifPresent(entries::add);
    }
    return entries;
  }

  /** Empty for an oddity that {@link Properties} does not take for an entry either. */
  private static Optional<Entry> parse(List<String> lines, int number) throws MalformedException {
    Properties one = new Properties();
    try {
      one.load(new StringReader(String.join("", lines)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          number, "\"" + lines.get(0).trim() + "\" has a \\u without four hexadecimal digits");
    } catch (IOException e) {
      throw new AssertionError(e); // a string is never out of reach
    }
    return one.stringPropertyNames().stream()
        .findFirst()
        .map(key -> new Entry(key, one.getProperty(key, ""), number));
  }

  private static boolean isBlankOrComment(String line) {
    String begin = stripLeading(line);
    return begin.isEmpty() || "#!\n\r".indexOf(begin.charAt(0)) >= 0;
  }

  private static boolean continues(String line) {
    int end = line.length();
    while (end > 0 && isTerminator(line.charAt(end - 1))) {
      end--;
    }
    int backslashes = 0;
    while (end > 0 && line.charAt(--end) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static boolean isTerminator(char c) {
    return c == '\n' || c == '\r';
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
