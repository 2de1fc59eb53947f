package dev.reflow.tracing.server.store;

import dev.reflow.tracing.server.event.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The ids of one batch, each once. Open addressing over two arrays of numbers: a set of objects
 * would cost as much as the rest of the batch. Not thread-safe.
 */
public final class FreshIds {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long[] high;
  private final long[] low;
  private final byte[] state;
  private final int mask;

  private static final byte EMPTY = 0;
  private static final byte HELD = 1;
  private static final byte REMOVED = 2;

  /** Room for so many. */
  public FreshIds(int most) {
    int size = Integer.highestOneBit(Math.max(8, most * 2)) << 1;
    high = new long[size];
    low = new long[size];
    state = new byte[size];
    mask = size - 1;
  }

  /** The first event of each id, in order; its id is held from now on. */
  public List<StoredEvent> firstOfEach(List<StoredEvent> events) {
    List<StoredEvent> first = new ArrayList<>(events.size());
    for (StoredEvent event : events) {
      int slot = slot(event.idHigh, event.idLow);
      if (state[slot] == EMPTY) {
        state[slot] = HELD;
        high[slot] = event.idHigh;
        low[slot] = event.idLow;
        first.add(event);
      }
    }
    return first;
  }

  /** Holds that id no more. */
  public void remove(long idHigh, long idLow) {
    int slot = slot(idHigh, idLow);
    if (state[slot] == HELD) {
      state[slot] = REMOVED;
    }
  }

  /** Those of {@code events} whose ids are held. */
  public List<StoredEvent> kept(List<StoredEvent> events) {
    return events.stream().filter(event -> state[slot(event.idHigh, event.idLow)] == HELD).toList();
  }

  /** Where the id is, or would be. */
  private int slot(long idHigh, long idLow) {
    long hash = (idHigh ^ Long.rotateLeft(idLow, 32)) * MIX + idLow * MIX;
    int slot = (int) (hash >>> 33) & mask;
    while (state[slot] != EMPTY && (high[slot] != idHigh || low[slot] != idLow)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
