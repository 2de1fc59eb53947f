package dev.reflow.tracing.weave;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the constants of a class file are. Not changed after making; keeps the class file, so it is
 * not to be kept itself.
 */
final class ConstantPool {

  static final int COUNT_AT = 8;
  static final int FIRST_AT = 10;
  static final int UTF8 = 1;

  private final byte[] file;
  private final int[] at;
  private final int endAt;

  ConstantPool(byte[] file) {
    this.file = file;
    this.at = new int[unsignedShort(file, COUNT_AT)];
    int next = FIRST_AT;
    for (int i = 1; i < at.length; i++) {
      at[i] = next + 1;
      i += isWide(file[next]) ? 1 : 0;
      next += size(file, next);
    }
    this.endAt = next;
  }

  /** Offset of the first byte behind the constants. */
  int endAt() {
    return endAt;
  }

  /** Offset of the bytes of the text with {@code index}. */
  int textAt(int index) {
    return at[index] + 2;
  }

  /** Bytes of the text with {@code index}. */
  int textLength(int index) {
    return unsignedShort(file, at[index]);
  }

  String text(int index) {
    int length = textLength(index);
    int from = textAt(index);
    for (int i = from; i < from + length; i++) {
      if (file[i] < 0) {
        return wideText(index);
      }
    }
    return new String(file, from, length, StandardCharsets.ISO_8859_1);
  }

  /** The class named by the constant {@code index}, with dots, or null for constant 0. */
  @Nullable String className(int index) {
    return index == 0 ? null : text(unsignedShort(file, at[index])).replace('/', '.');
  }

  /** Bytes of the constant whose tag is at {@code tagAt}. */
  static int size(byte[] file, int tagAt) {
    return switch (file[tagAt]) {
      case UTF8 -> 3 + unsignedShort(file, tagAt + 1);
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
      case 5, 6 -> 9;
      case 7, 8, 16, 19, 20 -> 3;
      case 15 -> 4;
      default ->
          throw new IllegalArgumentException("unknown constant " + file[tagAt] + " at " + tagAt);
    };
  }

  /** Whether a constant with {@code tag} takes two numbers. */
  static boolean isWide(byte tag) {
    return tag == 5 || tag == 6;
  }

  static int unsignedShort(byte[] file, int from) {
    return (file[from] & 0xff) << 8 | (file[from + 1] & 0xff);
  }

  /** Java's own form of UTF-8, which {@link DataInputStream} knows. */
  private String wideText(int index) {
    int length = 2 + textLength(index);
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(file, at[index], length))) {
      return in.readUTF();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
