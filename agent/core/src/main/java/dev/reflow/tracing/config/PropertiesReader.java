package dev.reflow.tracing.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Reads a properties file as {@link Properties} does and keeps each entry's line, which that
 * forgets. A line of nothing but a backslash, which the JDK at times takes for an empty key, is no
 * entry. No state.
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

  /** What {@link Properties} takes for white space, which is less than Java does. */
  private static final String BLANKS = " \t\f";

  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int UNICODE_DIGITS = 4;

  private PropertiesReader() {}

  /** Every entry in file order, keys that stand there twice included. */
  static List<Entry> read(String text) throws MalformedException {
    List<String> lines = lines(text);
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      int first = at++;
      String line = stripLeading(lines.get(first));
      if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '!') {
        continue;
      }
      StringBuilder logical = new StringBuilder(line);
      while (continues(logical)) {
        logical.setLength(logical.length() - 1);
        if (at < lines.size()) {
          logical.append(stripLeading(lines.get(at++)));
        }
      }
      if (logical.length() > 0) {
        entries.add(parse(logical, first + 1));
      }
    }
    return entries;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at <= text.length(); at++) {
      boolean end = at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
      if (end) {
        lines.add(text.substring(begin, at));
        at += text.startsWith("\r\n", at) ? 1 : 0;
        begin = at + 1;
      }
    }
    return lines;
  }

  private static Entry parse(CharSequence line, int number) throws MalformedException {
    int keyEnd = 0;
    while (keyEnd < line.length() && !isSeparator(line.charAt(keyEnd))) {
      keyEnd += line.charAt(keyEnd) == '\\' ? 2 : 1;
    }
    keyEnd = Math.min(keyEnd, line.length());
    int begin = skipBlanks(line, keyEnd);
    if (begin < line.length() && (line.charAt(begin) == '=' || line.charAt(begin) == ':')) {
      begin = skipBlanks(line, begin + 1);
    }
    return new Entry(
        unescaped(line, 0, keyEnd, number), unescaped(line, begin, line.length(), number), number);
  }

  private static String unescaped(CharSequence line, int begin, int end, int number)
      throws MalformedException {
    StringBuilder text = new StringBuilder();
    for (int at = begin; at < end; at++) {
      char c = line.charAt(at);
      if (c != '\\' || at + 1 == end) {
        text.append(c);
        continue;
      }
      char escaped = line.charAt(++at);
      if (escaped == 'u') {
        text.append(unicode(line, at + 1, end, number));
        at += UNICODE_DIGITS;
      } else {
        int named = "tnrf".indexOf(escaped);
        text.append(named < 0 ? escaped : "\t\n\r\f".charAt(named));
      }
    }
    return text.toString();
  }

  private static char unicode(CharSequence line, int begin, int end, int number)
      throws MalformedException {
    int code = 0;
    for (int at = begin; at < begin + UNICODE_DIGITS; at++) {
      int digit = at < end ? HEXADECIMAL.indexOf(Character.toLowerCase(line.charAt(at))) : -1;
      if (digit < 0) {
        throw new MalformedException(
            number, "\"" + line + "\" has a \\u without four hexadecimal digits");
      }
      code = code * HEXADECIMAL.length() + digit;
    }
    return (char) code;
  }

  private static boolean continues(CharSequence line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\\') {
      end--;
    }
    return (line.length() - end) % 2 == 1;
  }

  private static boolean isSeparator(char c) {
    return c == '=' || c == ':' || BLANKS.indexOf(c) >= 0;
  }

  private static int skipBlanks(CharSequence line, int begin) {
    int at = begin;
    while (at < line.length() && BLANKS.indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static String stripLeading(String line) {
    return line.substring(skipBlanks(line, 0));
  }
}
