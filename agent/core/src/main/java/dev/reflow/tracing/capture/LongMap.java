package dev.reflow.tracing.capture;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Objects by a long, for keys that are added rarely and read always. Reads take no lock and
 * allocate nothing; a write takes the map's lock. Nothing is ever removed.
 */
final class LongMap<V> {

  private volatile Slots<V> slots = new Slots<>(64);
  private int size;

  @Nullable V get(long key) {
    return slots.find(key);
  }

  /** The value of {@code key}: {@code value}, or what another thread put first. */
  synchronized V putIfAbsent(long key, V value) {
    V present = slots.find(key);
    if (present != null) {
      return present;
    }
    if (++size * 2 > slots.keys.length) {
      slots = slots.larger();
    }
    slots.add(key, value);
    return value;
  }

  /** Open addressing; a slot is taken once its value stands, and its key was written before. */
  private static final class Slots<V> {
    final long[] keys;
    final AtomicReferenceArray<@Nullable V> values;

    Slots(int capacity) {
      keys = new long[capacity];
      values = new AtomicReferenceArray<>(capacity);
    }

    @Nullable V find(long key) {
      int mask = keys.length - 1;
      for (int i = first(key, mask); ; i = (i + 1) & mask) {
        V value = values.getAcquire(i);
        if (value == null || keys[i] == key) {
          return value;
        }
      }
    }

    void add(long key, V value) {
      int mask = keys.length - 1;
      int i = first(key, mask);
      while (values.getPlain(i) != null) {
        i = (i + 1) & mask;
      }
      keys[i] = key;
      values.setRelease(i, value);
    }

    Slots<V> larger() {
      Slots<V> copy = new Slots<>(keys.length * 2);
      for (int i = 0; i < keys.length; i++) {
        V value = values.getPlain(i);
        if (value != null) {
          copy.add(keys[i], value);
        }
      }
      return copy;
    }

    /** Spreads keys whose halves count up from small numbers. */
    private static int first(long key, int mask) {
      return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }
  }
}
