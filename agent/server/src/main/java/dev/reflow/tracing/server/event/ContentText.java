package dev.reflow.tracing.server.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A message's bytes as text for a column, and back. Stateless; any thread. */
public final class ContentText {

  /** Stands before the bytes of what is no UTF-8. */
  public static final String BASE64 = "base64:";

  private ContentText() {}

  /** The first {@code length} of {@code bytes} as text. */
  public static String of(byte[] bytes, int length) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      // PostgreSQL's texts hold no zero, and what looks like Base64 must not be taken for it.
      if (text.indexOf('\0') < 0 && !text.startsWith(BASE64)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // Not text, then.
    }
    return BASE64 + Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, length));
  }

  /** The bytes that {@code text} was made of. */
  public static byte[] bytes(String text) {
    return text.startsWith(BASE64)
        ? Base64.getDecoder().decode(text.substring(BASE64.length()))
        : text.getBytes(StandardCharsets.UTF_8);
  }
}
