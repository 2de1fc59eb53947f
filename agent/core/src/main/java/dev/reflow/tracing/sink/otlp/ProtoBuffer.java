package dev.reflow.tracing.sink.otlp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Fields of protobuf messages in an array that grows, used again and again. Not thread-safe.
 *
 * <p>The wire format: <a href="https://protobuf.dev/programming-guides/encoding/">encoding</a>.
 */
final class ProtoBuffer {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private byte[] bytes = new byte[1024];

  /** The same bytes, for eight at once; the format is little-endian. */
  private ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

  private int size;

  /** The bytes from 0 to {@link #size}; holds until the next write. */
  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Empty again. */
  void clear() {
    size = 0;
  }

  /** Goes back to what the first {@code earlierSize} bytes are. */
  void cut(int earlierSize) {
    size = Math.min(size, earlierSize);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Appends fields that were prepared. */
  void put(byte[] fields) {
    int at = grow(fields.length);
    System.arraycopy(fields, 0, bytes, at, fields.length);
  }

  void putVarint(int field, long value) {
    putTag(field, VARINT);
    putRaw(value);
  }

  void putFixed64(int field, long value) {
    putTag(field, FIXED64);
    putRawFixed64(value);
  }

  /** One number of a packed field, whose tag and length are there. */
  void putRawFixed64(long value) {
    int at = grow(Long.BYTES);
    words.putLong(at, value);
  }

  void putFixed32(int field, int value) {
    putTag(field, FIXED32);
    int at = grow(Integer.BYTES);
    words.putInt(at, value);
  }

  void putDouble(int field, double value) {
    putFixed64(field, Double.doubleToRawLongBits(value));
  }

  /** A message or text whose bytes are there. */
  void putBytes(int field, byte[] value) {
    putLength(field, value.length);
    put(value);
  }

  /** A part of an array. */
  void putBytes(int field, byte[] source, int from, int length) {
    putLength(field, length);
    int at = grow(length);
    System.arraycopy(source, from, bytes, at, length);
  }

  /** A message that {@code message} holds. */
  void putMessage(int field, ProtoBuffer message) {
    putLength(field, message.size);
    int at = grow(message.size);
    System.arraycopy(message.bytes, 0, bytes, at, message.size);
  }

  void putText(int field, String text) {
    putBytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Eight bytes, the highest first, as ids are. */
  void putId(int field, long id) {
    putLength(field, Long.BYTES);
    putBigEndian(id);
  }

  /** Sixteen bytes, the highest first. */
  void putId(int field, long high, long low) {
    putLength(field, 2 * Long.BYTES);
    putBigEndian(high);
    putBigEndian(low);
  }

  /** The tag and length of a field whose {@code length} bytes come next. */
  void putLength(int field, int length) {
    putTag(field, BYTES);
    putRaw(length);
  }

  /** Bytes of {@code page} as they are. */
  void putFrom(ByteBuffer page, int from, int length) {
    int at = grow(length);
    page.get(from, bytes, at, length);
  }

  private void putBigEndian(long value) {
    int at = grow(Long.BYTES);
    words.putLong(at, Long.reverseBytes(value));
  }

  private void putTag(int field, int wireType) {
    putRaw((long) field << 3 | wireType);
  }

  private void putRaw(long value) {
    int at = grow(sizeOf(value));
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at] = (byte) rest;
  }

  /** Bytes that {@code value} takes as a varint. */
  static int sizeOf(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** Makes room for {@code more} bytes, which are to be written at the index it returns. */
  private int grow(int more) {
    int at = size;
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.max(at + more, 2 * bytes.length));
      words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    size = at + more;
    return at;
  }
}
