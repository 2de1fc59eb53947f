package dev.reflow.tracing.sink.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** What comes over a wire, read ahead into one array. One thread. */
public final class WireInput {

  private static final int ROOM = 16 * 1024;

  /** Told before each wait, and whenever one was as long as it may be at a time. */
  @FunctionalInterface
  public interface Watch {
    void look() throws IOException;
  }

  private final InputStream in;
  private final byte[] bytes = new byte[ROOM];
  private Watch watch = () -> {};
  private int next;
  private int limit;

  /** What {@code in} has. */
  public WireInput(InputStream in) {
    this.in = in;
  }

  /** Tells {@code watch} of waits from now on. */
  public void onWait(Watch watch) {
    this.watch = watch;
  }

  /** Whether a byte is here already. */
  public boolean hasMore() {
    return next < limit;
  }

  /** Waits for the next byte; -1 at the end. */
  public int read() throws IOException {
    return hasMore() || fill() ? bytes[next++] & 0xFF : -1;
  }

  /** Waits for the next byte. */
  public int need() throws IOException {
    int one = read();
    if (one < 0) {
      throw new EOFException("the other side hung up");
    }
    return one;
  }

  /** Waits for {@code length} bytes. */
  public void need(byte[] target, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (!hasMore() && !fill()) {
        throw new EOFException("the other side hung up");
      }
      int part = Math.min(length - done, limit - next);
      System.arraycopy(bytes, next, target, from + done, part);
      next += part;
      done += part;
    }
  }

  /** Waits for more; false at the end. */
  private boolean fill() throws IOException {
    while (true) {
      watch.look();
      try {
        int read = in.read(bytes, 0, bytes.length);
        next = 0;
        limit = Math.max(read, 0);
        return read > 0;
      } catch (SocketTimeoutException e) {
        // Looked after, then waited for again.
      }
    }
  }
}
