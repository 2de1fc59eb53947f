package dev.reflow.tracing.server.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UUIDs as characters, without an object for each. Stateless; any thread. */
public final class WireId {

  private static final int LENGTH = 36;

  private WireId() {}

  /** Whether {@code text} holds a UUID with its hyphens from {@code from}. */
  static boolean isId(char[] text, int from, int length) {
    if (length != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? text[from + i] != '-' : digit(text[from + i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The first 64 bits of the one that stands at {@code from}. */
  static long high(char[] text, int from) {
    return (bits(text, from, 8) << 32) | (bits(text, from + 9, 4) << 16) | bits(text, from + 14, 4);
  }

  /** The last 64 bits of the one that stands at {@code from}. */
  static long low(char[] text, int from) {
    return (bits(text, from + 19, 4) << 48) | bits(text, from + 24, 12);
  }

  private static long bits(char[] text, int from, int count) {
    long bits = 0;
    for (int i = from; i < from + count; i++) {
      bits = (bits << 4) | digit(text[i]);
    }
    return bits;
  }

  private static int digit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** Whether the sixteen digits at {@code from} are those of {@code bits}. */
  static boolean isHex(char[] text, int from, int length, long bits) {
    if (length != 16) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (digit(text[from + i]) != (int) (bits >>> (60 - 4 * i) & 15) || isUpper(text[from + i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'F';
  }

  /** The UUID that {@code text} is, with its hyphens; null where it is none. */
  public static @Nullable UUID parse(String text) {
    char[] chars = text.toCharArray();
    return isId(chars, 0, chars.length) ? new UUID(high(chars, 0), low(chars, 0)) : null;
  }
}
