package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.event.EventView;
import java.io.IOException;

/** The value of a record while events are put into it. Not thread-safe. */
abstract class SharedValue {

  private int events;
  private long firstStartNs;

  /** One more event. */
  final void append(EventView event) throws IOException {
    put(event);
    if (events++ == 0) {
      firstStartNs = event.startNs();
    }
  }

  final int events() {
    return events;
  }

  /** When the first event's send began; holds until the next event. */
  final long firstStartNs() {
    return firstStartNs;
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
