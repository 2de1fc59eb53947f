package dev.reflow.tracing.sink.postgres;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Values that are the same for each event of an edge or a type, encoded once for each. Holds so
 * many, each in the slot of its id, and makes the others anew each time. Not thread-safe.
 */
final class Prepared<T> {

  private static final int SLOTS = 4096;

  private final BiConsumer<CopyBuffer, T> encoder;
  private final CopyBuffer scratch = new CopyBuffer();
  private final @Nullable Object[] keys = new @Nullable Object[SLOTS];
  private final byte[][] values = new byte[SLOTS][];

  Prepared(BiConsumer<CopyBuffer, T> encoder) {
    this.encoder = encoder;
  }

  // Each file has objects of its own for the same edges; equality is for when the file changes.
  @SuppressWarnings("ReferenceEquality")
  byte[] of(int id, T key) {
    int slot = id & (SLOTS - 1);
    if (keys[slot] != key) {
      if (!key.equals(keys[slot])) {
        scratch.clear();
        encoder.accept(scratch, key);
        values[slot] = Arrays.copyOf(scratch.array(), scratch.size());
      }
      keys[slot] = key;
    }
    return values[slot];
  }
}
