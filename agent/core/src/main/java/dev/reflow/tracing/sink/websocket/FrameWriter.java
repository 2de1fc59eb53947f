package dev.reflow.tracing.sink.websocket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames that go out (RFC 6455, 5.2), many of them with one write. The shipper's thread sends; the
 * reading one may put a control frame in between, and never waits for the other. Nothing follows a
 * {@link #CLOSE}.
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
  private static final byte[] NOTHING = {};

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Masks masks = new Masks();
  private final byte[] bytes = new byte[ROOM];
  private final ByteBuffer head = ByteBuffer.wrap(bytes);
  private final long patienceNs;

  /** What the last ping held, until it is answered. */
  private final AtomicReference<byte @Nullable []> owed = new AtomicReference<>();

  private int size;
  private boolean isOver;

  /** Since when a write has waited for the other side; 0 while none does. */
  private volatile long writingSinceNs;

  /** {@code patience}: longest wait for the other thread, which may wait for the other side. */
  FrameWriter(OutputStream out, Duration patience) {
    this.out = out;
    this.patienceNs = patience.toNanos();
  }

  /** Sends a frame, at the latest with the next {@link #flush}. */
  void put(int opcode, byte[] payload, int from, int length) throws IOException {
    acquire();
    try {
      append(opcode, payload, from, length);
    } finally {
      lock.unlock();
    }
  }

  /** The same, of what {@code payload} has left. */
  void put(int opcode, ByteBuffer payload) throws IOException {
    acquire();
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
    acquire();
    try {
      write();
    } finally {
      lock.unlock();
    }
  }

  /** Sends a frame at once, unless another thread is at it or all is said; whether it did. */
  boolean tryControl(int opcode, byte[] payload) throws IOException {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      if (isOver) {
        return false;
      }
      append(opcode, payload, 0, payload.length);
      write();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A ping came, which is to be answered; only the last need be. */
  void owe(byte[] payload) {
    owed.set(payload);
  }

  /** Whether a ping is not answered yet. */
  boolean owes() {
    return owed.get() != null;
  }

  /** Answers the last ping at once, unless another thread is at it. */
  void tryPong() throws IOException {
    byte[] payload = owed.get();
    if (payload != null && tryControl(PONG, payload)) {
      owed.compareAndSet(payload, null);
    }
  }

  /** The answer to the last ping, or a ping where none is owed. */
  void pingOrPong() throws IOException {
    byte[] payload = owed.getAndSet(null);
    if (payload == null) {
      put(PING, NOTHING, 0, 0);
    } else {
      put(PONG, payload, 0, payload.length);
    }
  }

  private void acquire() throws IOException {
    try {
      if (!lock.tryLock() && !lock.tryLock(patienceNs, TimeUnit.NANOSECONDS)) {
        throw new SocketTimeoutException("the other side takes nothing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Whether the other side has taken nothing for {@code timeoutNs}, and is to. */
  boolean isStuck(long timeoutNs) {
    long since = writingSinceNs;
    return since != 0 && System.nanoTime() - since >= timeoutNs;
  }

  private void append(int opcode, byte[] payload, int from, int length) throws IOException {
    int key = appendHead(opcode, length);
    isOver = opcode == CLOSE;
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
