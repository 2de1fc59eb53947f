package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.PART_ATTRIBUTE;

import java.util.Arrays;

/**
 * Writes an event as a page that stands alone: the records that define its process, edge, type,
 * thread and attributes' keys, then its own record, byte for byte as {@link EventLayout} has them.
 * A {@link PageReader} reads it. What it leaves out is the edge's rate. Not thread-safe; keep one,
 * so that what it has prepared is used again.
 */
public final class EventBinary {

  private final Definitions definitions = new Definitions();
  private byte[] bytes = new byte[1024];
  private int size;

  /** The bytes from 0 to {@link #size}; holds until the next write. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Writes {@code event} in the place of the one before. */
  public void write(EventView event) {
    size = 0;
    put(definitions.of(event.process()));
    put(definitions.of(event.edge()));
    put(definitions.of(event.typeName()));
    put(definitions.of(event.threadName()));
    if (event.part(PART_ATTRIBUTE) >= 0) {
      putKeys(event);
    }
    int at = grow(event.recordBytes());
    event.copyRecord(bytes, at);
  }

  private void putKeys(EventView event) {
    for (int part = event.firstPart(); part >= 0; part = event.nextPart(part)) {
      Name key = event.attributeKey(part);
      if (key != null) {
        put(definitions.of(key));
      }
    }
  }

  private void put(byte[] record) {
    int at = grow(record.length);
    System.arraycopy(record, 0, bytes, at, record.length);
  }

  private int grow(int more) {
    int at = size;
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.max(at + more, 2 * bytes.length));
    }
    size = at + more;
    return at;
  }
}
