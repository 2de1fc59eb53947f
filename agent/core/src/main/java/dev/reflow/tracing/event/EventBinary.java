package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.PART_ATTRIBUTE;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Writes events as a page that stands alone: the records that define each one's process, edge,
 * type, thread and attributes' keys, then its own record, byte for byte as {@link EventLayout} has
 * them. A {@link PageReader} reads it. What it leaves out is the edge's rate. Not thread-safe; keep
 * one, so that what it has prepared is used again.
 */
public final class EventBinary {

  private final Definitions definitions;

  /** The definitions that the page has; each is prepared once, so it is always the same array. */
  private final Set<byte[]> defined = Collections.newSetFromMap(new IdentityHashMap<>());

  private byte[] bytes = new byte[1024];
  private int size;

  public EventBinary() {
    this(new Definitions());
  }

  private EventBinary(Definitions definitions) {
    this.definitions = definitions;
  }

  /** Another page for the same thread, which uses what this one has prepared. */
  public EventBinary another() {
    return new EventBinary(definitions);
  }

  /** The bytes from 0 to {@link #size}; holds until the next write. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** An empty page. */
  public void clear() {
    size = 0;
    defined.clear();
  }

  /** Writes a page of {@code event} alone in the place of the one before. */
  public void write(EventView event) {
    clear();
    append(event);
  }

  /** Writes {@code event} behind those that the page has. */
  public void append(EventView event) {
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
    if (!defined.add(record)) {
      return;
    }
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
