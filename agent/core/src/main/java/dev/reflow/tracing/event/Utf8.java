package dev.reflow.tracing.event;

/** UTF-8 straight into memory, without an array in between. Stateless; any thread. */
final class Utf8 {

  private Utf8() {}

  /** How many bytes the longest beginning of {@code text} takes that fits {@code limit}. */
  static int length(String text, int limit) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      int width = width(text, i);
      if (bytes + width > limit) {
        return bytes;
      }
      bytes += width;
      if (width == 4) {
        i++;
      }
    }
    return bytes;
  }

  /** Whether {@link #length} left a part of the text out. */
  static boolean isCut(String text, int limit) {
    // No character of the text takes more than three bytes per UTF-16 unit.
    return text.length() * 3L > limit && length(text, Integer.MAX_VALUE) > limit;
  }

  /** Writes the first {@code bytes} bytes, a number that {@link #length} gave. */
  static void put(String text, long address, int bytes) {
    long at = address;
    long end = address + bytes;
    for (int i = 0; at < end; i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        Memory.putByte(at++, (byte) unit);
      } else if (width(text, i) == 4) {
        at = putWide(at, Character.toCodePoint(unit, text.charAt(++i)));
      } else {
        at = putNarrow(at, Character.isSurrogate(unit) ? 0xFFFD : unit);
      }
    }
  }

  private static long putNarrow(long at, int point) {
    if (point < 0x800) {
      Memory.putByte(at, (byte) (0xC0 | (point >> 6)));
      Memory.putByte(at + 1, (byte) (0x80 | (point & 0x3F)));
      return at + 2;
    }
    Memory.putByte(at, (byte) (0xE0 | (point >> 12)));
    Memory.putByte(at + 1, (byte) (0x80 | ((point >> 6) & 0x3F)));
    Memory.putByte(at + 2, (byte) (0x80 | (point & 0x3F)));
    return at + 3;
  }

  private static long putWide(long at, int point) {
    Memory.putByte(at, (byte) (0xF0 | (point >> 18)));
    Memory.putByte(at + 1, (byte) (0x80 | ((point >> 12) & 0x3F)));
    Memory.putByte(at + 2, (byte) (0x80 | ((point >> 6) & 0x3F)));
    Memory.putByte(at + 3, (byte) (0x80 | (point & 0x3F)));
    return at + 4;
  }

  /** Bytes of the character at {@code i}; a lone surrogate is written as U+FFFD. */
  private static int width(String text, int i) {
    char unit = text.charAt(i);
    if (unit < 0x80) {
      return 1;
    }
    if (unit < 0x800) {
      return 2;
    }
    boolean pair =
        Character.isHighSurrogate(unit)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1));
    return pair ? 4 : 3;
  }
}
