package dev.reflow.tracing.analysis.predicate;

import java.util.Arrays;

/** A LIKE pattern: {@code %} for any characters, {@code _} for one. Immutable. */
final class LikePattern {

  private static final int ANY = -1;
  private static final int ONE = -2;

  /** Code points, {@link #ANY} or {@link #ONE}. */
  private final int[] tokens;

  private LikePattern(int[] tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads a pattern.
   *
   * @param escape takes the meaning from the character behind it; -1 for none
   */
  static LikePattern parse(String pattern, int escape) throws PredicateException {
    int[] points = pattern.codePoints().toArray();
    int[] tokens = new int[points.length];
    int count = 0;
    for (int i = 0; i < points.length; i++) {
      if (points[i] == escape) {
        if (++i == points.length) {
          throw new PredicateException("LIKE '" + pattern + "' ends in its escape character");
        }
        tokens[count++] = points[i];
      } else {
        tokens[count++] = points[i] == '%' ? ANY : points[i] == '_' ? ONE : points[i];
      }
    }
    return new LikePattern(Arrays.copyOf(tokens, count));
  }

  /** The same for a text in the lower case. */
  LikePattern lower() {
    return new LikePattern(Arrays.stream(tokens).map(TextFunction::lower).toArray());
  }

  /** In linear time for each {@code %}: on a mismatch only the last one takes in one more. */
  boolean matches(String text) {
    int at = 0;
    int token = 0;
    int lastAny = -1;
    int resumeAt = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (token < tokens.length && tokens[token] == ANY) {
        lastAny = token++;
        resumeAt = at;
      } else if (token < tokens.length && (tokens[token] == ONE || tokens[token] == point)) {
        token++;
        at += Character.charCount(point);
      } else if (lastAny >= 0) {
        token = lastAny + 1;
        resumeAt += Character.charCount(text.codePointAt(resumeAt));
        at = resumeAt;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token] == ANY) {
      token++;
    }
    return token == tokens.length;
  }

  /** The pattern with a backslash as its escape character, whatever it was before. */
  String escaped() {
    StringBuilder pattern = new StringBuilder();
    for (int token : tokens) {
      if (token == ANY) {
        pattern.append('%');
      } else if (token == ONE) {
        pattern.append('_');
      } else {
        if (token == '%' || token == '_' || token == '\\') {
          pattern.append('\\');
        }
        pattern.appendCodePoint(token);
      }
    }
    return pattern.toString();
  }
}
