package dev.reflow.tracing.sink.file;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bytes in memory, with a way to them that does not copy. */
final class Chunk extends ByteArrayOutputStream {

  /** The bytes from 0 to {@link #size}; holds until the next write. */
  byte[] array() {
    return buf;
  }

  /** Makes room for {@code bytes} more, to be written to {@link #array} from {@link #size} on. */
  void reserve(int bytes) {
    if (buf.length - count < bytes) {
      buf = Arrays.copyOf(buf, Math.max(count + bytes, buf.length * 2));
    }
  }

  /** Sets the size: forwards over what was written to {@link #array}, or back. */
  void resize(int size) {
    count = size;
  }
}
