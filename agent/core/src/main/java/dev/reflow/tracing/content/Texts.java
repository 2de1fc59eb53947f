package dev.reflow.tracing.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Texts and their bytes. Stateless; any thread. */
final class Texts {

  private static final int CHUNK_CHARS = 8_192;

  private Texts() {}

  /** Hands the UTF-8 of {@code text} to {@code digest}, piece by piece. */
  static void hash(String text, MessageDigest digest) {
    int at = 0;
    while (at < text.length()) {
      int end = Math.min(text.length(), at + CHUNK_CHARS);
      // A pair of surrogates is one character.
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end++;
      }
      digest.update(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
      at = end;
    }
  }

  /** The text of {@code bytes} where they are UTF-8, as a whole; else null. */
  static @Nullable String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException binary) {
      return null;
    }
  }

  /** The UTF-8 of the first characters of {@code text}: {@code most} bytes at least, or all. */
  static byte[] beginning(String text, int most) {
    return text.substring(0, Math.min(text.length(), most + 1)).getBytes(StandardCharsets.UTF_8);
  }

  /** How many of the first {@code length} bytes are whole characters of UTF-8. */
  static int wholeLength(byte[] bytes, int length) {
    int at = length;
    while (at > 0 && length - at < 4 && (bytes[at - 1] & 0xC0) == 0x80) {
      at--;
    }
    if (at == 0) {
      return length;
    }
    int lead = bytes[at - 1] & 0xFF;
    int needed = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return length - at + 1 >= needed ? length : at - 1;
  }
}
