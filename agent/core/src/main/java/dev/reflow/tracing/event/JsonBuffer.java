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
  private static final byte[] PAIRS = pairs();

  private byte[] bytes = new byte[1024];

  /** The same bytes, for eight at once. */
  private ByteBuffer words = ByteBuffer.wrap(bytes);

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

  /** In decimal digits. */
  public void putLong(long value) {
    if (value < 0) {
      putNegative(value);
      return;
    }
    int at = grow(digits(value));
    int end = size;
    long rest = value;
    while (rest > Integer.MAX_VALUE) {
      end = putPair(end, (int) (rest % 100));
      rest /= 100;
    }
    int small = (int) rest;
    while (small >= 100) {
      end = putPair(end, small % 100);
      small /= 100;
    }
    if (end - at == 2) {
      putPair(end, small);
    } else {
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
    if (value < 10_000) {
      int small = (int) value;
      return small < 100 ? (small < 10 ? 1 : 2) : (small < 1_000 ? 3 : 4);
    }
    int digits = 5;
    long limit = 100_000;
    while (digits < LONGEST_LONG && value >= limit) {
      limit *= 10;
      digits++;
    }
    return digits;
  }

  /** As Jackson writes it. */
  public void putDouble(double value) {
    if (value == 1) {
      put('1');
      put('.');
      put('0');
    } else {
      put(ascii(Double.toString(value)));
    }
  }

  /** As 36 characters in the lower case. */
  public void putUuid(long high, long low) {
    int at = grow(UUID_LENGTH);
    long middle = hex((int) high);
    long next = hex((int) (low >>> 32));
    words.putLong(at, hex((int) (high >>> 32)));
    bytes[at + 8] = '-';
    words.putInt(at + 9, (int) (middle >>> 32));
    bytes[at + 13] = '-';
    words.putInt(at + 14, (int) middle);
    bytes[at + 18] = '-';
    words.putInt(at + 19, (int) (next >>> 32));
    bytes[at + 23] = '-';
    words.putInt(at + 24, (int) next);
    words.putLong(at + 28, hex((int) low));
  }

  /** Appends the UUID that was written at {@code at} once more. */
  void repeatUuid(int at) {
    int to = grow(UUID_LENGTH);
    System.arraycopy(bytes, at, bytes, to, UUID_LENGTH);
  }

  /** Sixteen hexadecimal digits. */
  public void putHex(long bits) {
    int at = grow(16);
    words.putLong(at, hex((int) (bits >>> 32)));
    words.putLong(at + 8, hex((int) bits));
  }

  /** The eight digits of {@code bits} in ASCII, the first in the highest byte; all at once. */
  private static long hex(int bits) {
    long digits = bits & 0xFFFF_FFFFL;
    digits = (digits | digits << 16) & 0x0000_FFFF_0000_FFFFL;
    digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FFL;
    digits = (digits | digits << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
    long letters = (digits + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
    return digits + 0x3030_3030_3030_3030L + letters * ('a' - 10 - '0');
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
      words = ByteBuffer.wrap(bytes);
    }
    size = at + more;
    return at;
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }
}
