package dev.reflow.tracing.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as UTF-8 in an array that grows, used again and again: numbers and ids are written digit by
 * digit, with no text in between. Not thread-safe.
 */
public final class JsonBuffer {

  private static final byte[] NULL = ascii("null");
  private static final byte[] LEAST_LONG = ascii(Long.toString(Long.MIN_VALUE));
  static final int UUID_LENGTH = 36;
  private static final int LONGEST_LONG = 19;

  /** The two digits of each number below 100, one pair behind the other. */
  private static final byte[] PAIRS = pairs(10);

  /** The two hexadecimal digits of each byte. */
  private static final byte[] HEX = pairs(16);

  private byte[] bytes = new byte[1024];
  private int size;

  /** The bytes from 0 to {@link #size}; holds until the next write. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Goes back to what the first {@code earlierSize} bytes are. */
  public void cut(int earlierSize) {
    size = Math.min(size, earlierSize);
  }

  /** Empty again. */
  public void clear() {
    size = 0;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** Appends text that needs no escaping. */
  public void put(byte[] utf8) {
    int at = grow(utf8.length);
    System.arraycopy(utf8, 0, bytes, at, utf8.length);
  }

  /** Appends text of ASCII that needs no escaping. */
  void put(String ascii) {
    put(ascii(ascii));
  }

  /** Appends a character of ASCII, or a byte of a longer one. */
  public void put(char ascii) {
    int at = grow(1);
    bytes[at] = (byte) ascii;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void putNull() {
    put(NULL);
  }

  void putLong(long value) {
    if (value < 0) {
      putNegative(value);
      return;
    }
    int at = grow(LONGEST_LONG);
    int end = at + digits(value);
    size = end;
    long rest = value;
    while (rest > Integer.MAX_VALUE) {
      end = putPair(end, (int) (rest % 100));
      rest /= 100;
    }
    int small = (int) rest;
    while (small >= 10) {
      end = putPair(end, small % 100);
      small /= 100;
    }
    if (end > at) {
      bytes[at] = (byte) ('0' + small);
    }
  }

  private void putNegative(long value) {
    if (value == Long.MIN_VALUE) {
      put(LEAST_LONG);
    } else {
      put('-');
      putLong(-value);
    }
  }

  private int putPair(int end, int number) {
    bytes[end - 2] = PAIRS[2 * number];
    bytes[end - 1] = PAIRS[2 * number + 1];
    return end - 2;
  }

  private static int digits(long value) {
    int digits = 1;
    long limit = 10;
    while (digits < LONGEST_LONG && value >= limit) {
      limit *= 10;
      digits++;
    }
    return digits;
  }

  /** As Jackson writes it. */
  void putDouble(double value) {
    if (value == 1) {
      put('1');
      put('.');
      put('0');
    } else {
      put(ascii(Double.toString(value)));
    }
  }

  void putUuid(long high, long low) {
    int at = grow(UUID_LENGTH);
    putHex(at, high >>> 32, 4);
    bytes[at + 8] = '-';
    putHex(at + 9, high >>> 16, 2);
    bytes[at + 13] = '-';
    putHex(at + 14, high, 2);
    bytes[at + 18] = '-';
    putHex(at + 19, low >>> 48, 2);
    bytes[at + 23] = '-';
    putHex(at + 24, low, 6);
  }

  /** Appends the UUID that was written at {@code at} once more. */
  void repeatUuid(int at) {
    int to = grow(UUID_LENGTH);
    System.arraycopy(bytes, at, bytes, to, UUID_LENGTH);
  }

  /** Sixteen hexadecimal digits. */
  void putHex(long bits) {
    putHex(grow(16), bits, 8);
  }

  private void putHex(int at, long bits, int count) {
    long rest = bits;
    for (int i = at + 2 * count - 2; i >= at; i -= 2) {
      int pair = 2 * (int) (rest & 0xFF);
      bytes[i] = HEX[pair];
      bytes[i + 1] = HEX[pair + 1];
      rest >>>= 8;
    }
  }

  /** Appends the text as a JSON string, in quotes. */
  void putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    put('"');
    JsonEscapes.put(this, utf8, utf8.length);
    put('"');
  }

  /** Appends {@code length} bytes of {@code source} where they need no escaping, else nothing. */
  boolean putPlain(ByteBuffer source, int from, int length) {
    int at = grow(length);
    source.get(from, bytes, at, length);
    for (int i = at; i < at + length; i++) {
      byte one = bytes[i];
      if (one < ' ' || one == '"' || one == '\\') {
        size = at;
        return false;
      }
    }
    return true;
  }

  /** Appends the pair of digits that {@code number}, below 100, has. */
  static void putPair(byte[] target, int at, int number) {
    target[at] = PAIRS[2 * number];
    target[at + 1] = PAIRS[2 * number + 1];
  }

  /** Makes room for {@code more} bytes, which are to be written at the index it returns. */
  private int grow(int more) {
    int at = size;
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.max(at + more, 2 * bytes.length));
    }
    size = at + more;
    return at;
  }

  private static byte[] pairs(int radix) {
    byte[] pairs = new byte[2 * radix * radix];
    for (int i = 0; i < radix * radix; i++) {
      pairs[2 * i] = (byte) Character.forDigit(i / radix, radix);
      pairs[2 * i + 1] = (byte) Character.forDigit(i % radix, radix);
    }
    return pairs;
  }
}
