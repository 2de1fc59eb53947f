package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.event.EventView;
import java.io.IOException;

/** The value of a record while events are put into it. Not thread-safe. */
abstract class SharedValue {

  private int events;
  private long firstStartNs;
  private byte[] firstKey = {};

  /** One more event; {@code key}, which is copied where it is needed, is its trace's id. */
  final void append(EventView event, byte[] key) throws IOException {
    put(event);
    if (events++ == 0) {
      firstStartNs = event.startNs();
      if (firstKey.length != key.length) {
        firstKey = new byte[key.length];
      }
      System.arraycopy(key, 0, firstKey, 0, key.length);
    }
  }

  final int events() {
    return events;
  }

  /** When the first event's send began; holds until the next event. */
  final long firstStartNs() {
    return firstStartNs;
  }

  /** The first event's key; holds until the next event that comes after {@link #clear}. */
  @SuppressWarnings("EI_EXPOSE_REP") // read at once
  final byte[] firstKey() {
    return firstKey;
  }

  /** Without events. */
  final void clear() {
    events = 0;
    reset();
  }

  /** Appends all of the event's bytes or, when it fails, none. */
  abstract void put(EventView event) throws IOException;

  /** Forgets the bytes; they may stand in {@link #array} until the next event. */
  abstract void reset();

  /** The bytes from 0 to {@link #size}. */
  abstract byte[] array();

  abstract int size();

  /** What may stand behind the events and means nothing. */
  abstract byte padding();
}
