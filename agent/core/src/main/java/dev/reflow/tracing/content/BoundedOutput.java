package dev.reflow.tracing.content;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first bytes that it is given, hashes all of them, and ends the walk with {@link Enough}
 * when there is more than either needs. One thread; used again.
 */
final class BoundedOutput extends OutputStream {

  private byte[] kept = {};
  private int keep;
  private int length;
  private long total;
  private long most;
  private @Nullable MessageDigest digest;

  /**
   * Empty again, to keep {@code keepBytes}.
   *
   * @param hash takes every byte; null where nothing is to be hashed
   * @param mostHashed how many bytes are hashed before it is enough
   */
  void begin(int keepBytes, @Nullable MessageDigest hash, long mostHashed) {
    if (kept.length < keepBytes) {
      kept = new byte[keepBytes];
    }
    keep = keepBytes;
    length = 0;
    total = 0;
    digest = hash;
    most = hash == null ? keepBytes : Math.max(keepBytes, mostHashed);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    int room = Math.min(count, keep - length);
    if (room > 0) {
      System.arraycopy(source, offset, kept, length, room);
      length += room;
    }
    if (digest != null) {
      digest.update(source, offset, count);
    }
    total += count;
    if (total > most) {
      throw new Enough();
    }
  }

  /** The bytes kept, from index 0 to {@link #length}. */
  byte[] kept() {
    return kept;
  }

  int length() {
    return length;
  }

  /** Whether there was more than was to be kept. */
  boolean isCut() {
    return total > keep;
  }

  /** Lets go of what a message left. */
  void clear() {
    Arrays.fill(kept, 0, length, (byte) 0);
    length = 0;
    digest = null;
  }
}
