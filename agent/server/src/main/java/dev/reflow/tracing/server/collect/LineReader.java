package dev.reflow.tracing.server.collect;

import dev.reflow.tracing.server.event.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of a stream as bytes, none longer than a frame may be. One thread. */
public final class LineReader {

  private static final int LONGEST = 16 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[64 << 10];
  private int from;
  private int to;
  private boolean isAtEnd;
  private long number;

  public LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line that is not blank, without its end; null behind the last. */
  public byte @Nullable [] next() throws IOException, MalformedException {
    while (true) {
      int end = find();
      if (end < 0) {
        return null;
      }
      number++;
      byte[] line = Arrays.copyOfRange(buffer, from, end);
      from = Math.min(end + 1, to);
      if (!isBlank(line)) {
        return line;
      }
    }
  }

  /** The last line's number, from 1. */
  public long number() {
    return number;
  }

  private int find() throws IOException, MalformedException {
    int at = from;
    while (true) {
      for (; at < to; at++) {
        if (buffer[at] == '\n') {
          return at;
        }
      }
      if (isAtEnd) {
        return from < to ? to : -1;
      }
      at -= makeRoom();
      int read = in.read(buffer, to, buffer.length - to);
      isAtEnd = read < 0;
      to += Math.max(0, read);
    }
  }

  /** Returns by how much everything was moved. */
  private int makeRoom() throws MalformedException {
    if (to - from > LONGEST) {
      number++;
      throw new MalformedException("it is too long");
    }
    int moved = from;
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    } else if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    return moved;
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (each != ' ' && each != '\r' && each != '\t') {
        return false;
      }
    }
    return true;
  }
}
