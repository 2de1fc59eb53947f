package dev.reflow.tracing.sink.otlp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The bytes of one request, as one gzip member or as they are; made again and again from the same
 * memory. Not thread-safe.
 */
final class RequestBody implements AutoCloseable {

  /** Magic, deflate, no flags, no time, fastest, unknown system: RFC 1952. */
  private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 4, (byte) 0xFF};

  private static final int TRAILER = 8;
  private static final int LEAST_ROOM = 16 * 1024;

  private final boolean isGzip;
  private final CRC32 crc = new CRC32();
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private byte[] bytes = new byte[LEAST_ROOM];
  private int size;
  private int plain;

  RequestBody(boolean isGzip) {
    this.isGzip = isGzip;
  }

  boolean isGzip() {
    return isGzip;
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Makes the body anew, of {@code head} and what comes behind it. */
  RequestBody fill(ProtoBuffer head, ProtoBuffer rest) {
    size = 0;
    if (!isGzip) {
      copy(head.array(), head.size());
      copy(rest.array(), rest.size());
      return this;
    }
    crc.reset();
    deflater.reset();
    plain = 0;
    copy(HEADER, HEADER.length);
    deflate(head);
    deflate(rest);
    finish();
    return this;
  }

  private void deflate(ProtoBuffer part) {
    crc.update(part.array(), 0, part.size());
    plain += part.size();
    deflater.setInput(part.array(), 0, part.size());
    while (!deflater.needsInput()) {
      drain();
    }
  }

  private void finish() {
    deflater.finish();
    while (!deflater.finished()) {
      drain();
    }
    reserve(TRAILER);
    ByteBuffer.wrap(bytes, size, TRAILER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc.getValue())
        .putInt(plain);
    size += TRAILER;
  }

  private void drain() {
    reserve(LEAST_ROOM);
    size += deflater.deflate(bytes, size, bytes.length - size);
  }

  private void copy(byte[] source, int length) {
    reserve(length);
    System.arraycopy(source, 0, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  /** Lets go of memory outside of the heap; the body is of no more use. */
  @Override
  public void close() {
    deflater.end();
  }
}
