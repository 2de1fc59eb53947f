package dev.reflow.tracing.sink.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows as PostgreSQL's {@code COPY … FROM STDIN (FORMAT binary)} takes them, in an array that grows
 * and is used again and again. Each row is {@link #row} and then a value for each column, in the
 * order and of the types that the statement names. Not thread-safe.
 */
public final class CopyBuffer {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** Microseconds from 1970 to 2000, where PostgreSQL begins to count. */
  private static final long EPOCH_US = 946_684_800_000_000L;

  private static final byte JSONB_VERSION = 1;
  private static final byte[] NUL_ESCAPE = {'u', '0', '0', '0', '0'};
  private static final byte[] REPLACEMENT_ESCAPE = {'u', 'f', 'f', 'f', 'd'};

  private byte[] bytes = new byte[64 * 1024];
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

  /** What stands before the first row. */
  public void header() {
    put(HEADER);
  }

  /** What stands behind the last row. */
  public void trailer() {
    int at = grow(Short.BYTES);
    words.putShort(at, (short) -1);
  }

  /** Begins a row of {@code columns} values. */
  public void row(int columns) {
    int at = grow(Short.BYTES);
    words.putShort(at, (short) columns);
  }

  /** NULL, in a column of any type. */
  public void putNull() {
    int at = grow(Integer.BYTES);
    words.putInt(at, -1);
  }

  /** An INTEGER. */
  public void putInt(int value) {
    int at = grow(2 * Integer.BYTES);
    words.putInt(at, Integer.BYTES);
    words.putInt(at + Integer.BYTES, value);
  }

  /** A BIGINT. */
  public void putLong(long value) {
    int at = grow(Integer.BYTES + Long.BYTES);
    words.putInt(at, Long.BYTES);
    words.putLong(at + Integer.BYTES, value);
  }

  /** A DOUBLE PRECISION. */
  public void putDouble(double value) {
    putLong(Double.doubleToRawLongBits(value));
  }

  /** A TIMESTAMPTZ: nanoseconds since 1970, of which it keeps the microseconds. */
  public void putTime(long epochNs) {
    putLong(Math.floorDiv(epochNs, 1_000L) - EPOCH_US);
  }

  /** A TEXT, or NULL. */
  public void putText(@Nullable String text) {
    if (text == null) {
      putNull();
    } else {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      putText(utf8, utf8.length);
    }
  }

  /**
   * A TEXT: the first {@code length} bytes of {@code utf8}. A NUL, which PostgreSQL cannot keep,
   * and what is no UTF-8 become U+FFFD.
   */
  public void putText(byte[] utf8, int length) {
    for (int i = 0; i < length; i++) {
      if (utf8[i] <= 0) {
        putMended(utf8, length);
        return;
      }
    }
    putRaw(utf8, length);
  }

  private void putMended(byte[] utf8, int length) {
    String text = new String(utf8, 0, length, StandardCharsets.UTF_8);
    byte[] mended = text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
    putRaw(mended, mended.length);
  }

  private void putRaw(byte[] value, int length) {
    int at = grow(Integer.BYTES + length);
    words.putInt(at, length);
    System.arraycopy(value, 0, bytes, at + Integer.BYTES, length);
  }

  /**
   * A JSONB: the first {@code length} bytes of {@code json}, which is whole and sound. An escaped
   * NUL in it becomes U+FFFD.
   */
  public void putJson(byte[] json, int length) {
    int at = grow(Integer.BYTES + 1 + length);
    words.putInt(at, 1 + length);
    bytes[at + Integer.BYTES] = JSONB_VERSION;
    int start = at + Integer.BYTES + 1;
    System.arraycopy(json, 0, bytes, start, length);
    for (int i = start; i < size; i++) {
      if (bytes[i] == '\\') {
        i++;
        if (isNulEscape(i)) {
          System.arraycopy(REPLACEMENT_ESCAPE, 0, bytes, i, REPLACEMENT_ESCAPE.length);
        }
      }
    }
  }

  private boolean isNulEscape(int at) {
    int end = at + NUL_ESCAPE.length;
    return end <= size && Arrays.equals(bytes, at, end, NUL_ESCAPE, 0, NUL_ESCAPE.length);
  }

  /** Values that another buffer has taken before. */
  public void put(byte[] values) {
    int at = grow(values.length);
    System.arraycopy(values, 0, bytes, at, values.length);
  }

  /**
   * Makes room for {@code more} bytes, which are to be written at the index it returns, to what
   * {@link #bytes} and {@link #words} are then.
   */
  private int grow(int more) {
    int at = size;
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.max(at + more, 2 * bytes.length));
      words = ByteBuffer.wrap(bytes);
    }
    size = at + more;
    return at;
  }
}
