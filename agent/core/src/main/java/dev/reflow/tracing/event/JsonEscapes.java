package dev.reflow.tracing.event;

import java.nio.charset.StandardCharsets;

/** Text that needs a look at each byte before it is JSON. Stateless; any thread. */
final class JsonEscapes {

  private static final byte[] HEX = JsonBuffer.ascii("0123456789ABCDEF");

  private JsonEscapes() {}

  /** Appends the text without quotes; what is no UTF-8 shows as U+FFFD. */
  static void put(JsonBuffer target, byte[] text, int length) {
    if (!isUtf8(text, length)) {
      byte[] mended =
          new String(text, 0, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      putUtf8(target, mended, mended.length);
    } else {
      putUtf8(target, text, length);
    }
  }

  private static void putUtf8(JsonBuffer target, byte[] utf8, int length) {
    for (int i = 0; i < length; i++) {
      byte one = utf8[i];
      if (one == '"' || one == '\\') {
        target.put('\\');
        target.put((char) one);
      } else if (one < 0 || one >= ' ') {
        target.put((char) (one & 0xFF));
      } else {
        putControl(target, one);
      }
    }
  }

  private static void putControl(JsonBuffer target, byte control) {
    target.put('\\');
    switch (control) {
      case '\b' -> target.put('b');
      case '\t' -> target.put('t');
      case '\n' -> target.put('n');
      case '\f' -> target.put('f');
      case '\r' -> target.put('r');
      default -> {
        target.put('u');
        target.put('0');
        target.put('0');
        target.put((char) HEX[control >> 4]);
        target.put((char) HEX[control & 0xF]);
      }
    }
  }

  /** Whether decoding changes nothing: by Unicode's table 3-7 of well-formed sequences. */
  static boolean isUtf8(byte[] text, int length) {
    int at = 0;
    while (at < length) {
      int first = text[at] & 0xFF;
      int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      if ((first >= 0x80 && first < 0xC2) || first > 0xF4 || at + more >= length) {
        return false;
      }
      if (more > 0 && !isSecond(first, text[at + 1] & 0xFF)) {
        return false;
      }
      for (int i = 2; i <= more; i++) {
        if ((text[at + i] & 0xC0) != 0x80) {
          return false;
        }
      }
      at += 1 + more;
    }
    return true;
  }

  private static boolean isSecond(int first, int second) {
    return switch (first) {
      case 0xE0 -> second >= 0xA0 && second <= 0xBF;
      case 0xED -> second >= 0x80 && second <= 0x9F;
      case 0xF0 -> second >= 0x90 && second <= 0xBF;
      case 0xF4 -> second >= 0x80 && second <= 0x8F;
      default -> second >= 0x80 && second <= 0xBF;
    };
  }
}
