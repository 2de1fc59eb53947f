package dev.reflow.tracing.server.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts seen before, so that the same actor's name is one object for all its events: most texts of
 * an event are. Holds so many and forgets by overwriting. Not thread-safe.
 */
final class Texts {

  private static final int SLOTS = 1024;
  private static final int LONGEST = 256;

  private final @Nullable String[] chars = new @Nullable String[SLOTS];
  private final @Nullable String[] byBytes = new @Nullable String[SLOTS];
  private final byte[][] bytes = new byte[SLOTS][];

  /** The text of {@code length} characters from {@code from}. */
  String of(char[] text, int from, int length) {
    if (length > LONGEST) {
      return new String(text, from, length);
    }
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    String known = chars[slot];
    if (known != null && isSame(known, text, from, length)) {
      return known;
    }
    String made = new String(text, from, length);
    chars[slot] = made;
    return made;
  }

  private static boolean isSame(String known, char[] text, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** The UTF-8 text of the first {@code length} bytes. */
  String of(byte[] utf8, int length) {
    if (length > LONGEST) {
      return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + utf8[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    String known = byBytes[slot];
    if (known != null && Arrays.equals(bytes[slot], 0, bytes[slot].length, utf8, 0, length)) {
      return known;
    }
    String made = new String(utf8, 0, length, StandardCharsets.UTF_8);
    byBytes[slot] = made;
    bytes[slot] = Arrays.copyOf(utf8, length);
    return made;
  }
}
