package dev.reflow.tracing.sink.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * What hides a client's frames from what stands between (RFC 6455, 5.3): a new key for each, drawn
 * from the JVM's secure numbers, many at a time. Not thread-safe.
 */
final class Masks {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int DRAWN_BYTES = 4096;

  private final SecureRandom random = new SecureRandom();
  private final byte[] keys = new byte[DRAWN_BYTES];
  private final ByteBuffer left = ByteBuffer.wrap(keys).position(DRAWN_BYTES);

  /** A key, its first byte in the highest place. */
  int next() {
    if (!left.hasRemaining()) {
      random.nextBytes(keys);
      left.clear();
    }
    return left.getInt();
  }

  /**
   * Copies {@code length} bytes, masked. {@code key} belongs to the first of them.
   *
   * @return the key for the byte that follows
   */
  static int mask(byte[] source, int from, byte[] target, int to, int length, int key) {
    long twice = ((long) key << Integer.SIZE) | (key & 0xFFFF_FFFFL);
    int done = 0;
    for (; done <= length - Long.BYTES; done += Long.BYTES) {
      LONGS.set(target, to + done, (long) LONGS.get(source, from + done) ^ twice);
    }
    for (; done < length; done++) {
      target[to + done] = (byte) (source[from + done] ^ (key >>> (24 - 8 * (done & 3))));
    }
    return Integer.rotateLeft(key, 8 * (length & 3));
  }
}
