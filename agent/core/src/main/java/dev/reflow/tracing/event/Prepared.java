package dev.reflow.tracing.event;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bytes made once for each of what a file names by number. Holds so many, each in the slot of its
 * id, and makes the others anew each time. Not thread-safe.
 */
public final class Prepared<T> {

  private static final int SLOTS = 4096;

  private final Function<T, byte[]> make;
  private final @Nullable Object[] keys = new @Nullable Object[SLOTS];
  private final byte[][] values = new byte[SLOTS][];

  /** {@code make} is called for what is not held. */
  public Prepared(Function<T, byte[]> make) {
    this.make = make;
  }

  /** The bytes for {@code key}, whose number in its file is {@code id}; not to be changed. */
  // Each file has objects of its own for the same things; equality is for when the file changes.
  @SuppressWarnings("ReferenceEquality")
  public byte[] of(T key, int id) {
    int slot = id & (SLOTS - 1);
    Object found = keys[slot];
    if (found != key) {
      if (!key.equals(found)) {
        values[slot] = make.apply(key);
      }
      keys[slot] = key;
    }
    return values[slot];
  }
}
