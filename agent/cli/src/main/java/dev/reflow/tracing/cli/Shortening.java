package dev.reflow.tracing.cli;

/** Fits texts into columns. Widths are in characters. Stateless; any thread. */
final class Shortening {

  private static final char ELLIPSIS = '…';

  private Shortening() {}

  /**
   * Cuts the middle out of a name that is too long, so that its beginning and, what tells names of
   * one family apart, a little more of its end stay.
   */
  static String middle(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    if (width <= 1) {
      return width == 1 ? String.valueOf(ELLIPSIS) : "";
    }
    int head = (width - 1) / 2;
    int tail = width - 1 - head;
    return text.substring(0, beforePair(text, head))
        + ELLIPSIS
        + text.substring(beforePair(text, text.length() - tail));
  }

  /** Cuts the end off a text that is too long. */
  static String end(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    return width < 1 ? "" : text.substring(0, beforePair(text, width - 1)) + ELLIPSIS;
  }

  /**
   * Replaces what would move the cursor, ring or colour: names and ids come from the traced program
   * and may hold anything.
   */
  static String printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return text.codePoints()
            .map(point -> point < 0x10000 && isControl((char) point) ? '·' : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  static String padRight(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  static String padLeft(String text, int width) {
    return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
  }

  private static boolean isControl(char c) {
    // The last two kinds turn the direction of what follows.
    return Character.isISOControl(c)
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  /** Keeps a surrogate pair whole. */
  private static int beforePair(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
