package dev.reflow.tracing.sink.websocket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Frames that go out (RFC 6455, 5.2), many of them with one write. The shipper's thread sends; the
 * reading one may put a control frame in between, and never waits for that.
 */
final class FrameWriter {

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int ROOM = 64 * 1024;
  private static final int LONGEST_HEAD = 14;
  private static final int LAST = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Masks masks = new Masks();
  private final byte[] bytes = new byte[ROOM];
  private final ByteBuffer head = ByteBuffer.wrap(bytes);
  private int size;

  /** Since when a write has waited for the other side; 0 while none does. */
  private volatile long writingSinceNs;

  FrameWriter(OutputStream out) {
    this.out = out;
  }

  /** Sends a frame, at the latest with the next {@link #flush}. */
  void put(int opcode, byte[] payload, int from, int length) throws IOException {
    lock.lock();
    try {
      append(opcode, payload, from, length);
    } finally {
      lock.unlock();
    }
  }

  /** The same, of what {@code payload} has left. */
  void put(int opcode, ByteBuffer payload) throws IOException {
    lock.lock();
    try {
      int key = appendHead(opcode, payload.remaining());
      while (payload.hasRemaining()) {
        int part = Math.min(payload.remaining(), room());
        payload.get(bytes, size, part);
        key = Masks.mask(bytes, size, bytes, size, part, key);
        size += part;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes what is here. */
  void flush() throws IOException {
    lock.lock();
    try {
      write();
    } finally {
      lock.unlock();
    }
  }

  /** Sends a frame at once, unless another thread is at it; whether it did. */
  boolean tryControl(int opcode, byte[] payload) throws IOException {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      append(opcode, payload, 0, payload.length);
      write();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the other side has taken nothing for {@code timeoutNs}, and is to. */
  boolean isStuck(long timeoutNs) {
    long since = writingSinceNs;
    return since != 0 && System.nanoTime() - since >= timeoutNs;
  }

  private void append(int opcode, byte[] payload, int from, int length) throws IOException {
    int key = appendHead(opcode, length);
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, room());
      key = Masks.mask(payload, from + done, bytes, size, part, key);
      size += part;
      done += part;
    }
  }

  private int appendHead(int opcode, int length) throws IOException {
    if (ROOM - size < LONGEST_HEAD) {
      write();
    }
    head.limit(ROOM).position(size).put((byte) (LAST | opcode));
    if (length < SHORT_LENGTH) {
      head.put((byte) (MASKED | length));
    } else if (length <= 0xFFFF) {
      head.put((byte) (MASKED | SHORT_LENGTH)).putShort((short) length);
    } else {
      head.put((byte) (MASKED | LONG_LENGTH)).putLong(length);
    }
    int key = masks.next();
    head.putInt(key);
    size = head.position();
    return key;
  }

  private int room() throws IOException {
    if (size == ROOM) {
      write();
    }
    return ROOM - size;
  }

  private void write() throws IOException {
    if (size == 0) {
      return;
    }
    // Never 0, which says that nobody writes.
    writingSinceNs = System.nanoTime() | 1;
    try {
      out.write(bytes, 0, size);
    } finally {
      writingSinceNs = 0;
    }
    size = 0;
  }
}
