package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.PART_CAUSE;
import static dev.reflow.tracing.event.EventLayout.PART_HEADER;

import java.nio.ByteBuffer;

/**
 * An event's ids as W3C's trace context has them, without an object: the trace is named by the
 * root's id, a span by the last eight bytes of its event's. Stateless; any thread.
 */
public final class TraceIds {

  /** More events than a process records. */
  private static final long MAX_EVENTS = 1L << 48;

  private static final int ROOT = PART_HEADER + 16;

  private TraceIds() {}

  /** The first eight bytes of the trace's id. */
  public static long traceHigh(EventView event) {
    int cause = event.part(PART_CAUSE);
    return cause < 0 ? event.idHigh() : event.page().getLong(cause + ROOT);
  }

  /** The last eight bytes of the trace's id. */
  public static long traceLow(EventView event) {
    int cause = event.part(PART_CAUSE);
    return cause < 0 ? event.idLow() : event.page().getLong(cause + ROOT + Long.BYTES);
  }

  /** The event's own span. */
  public static long span(EventView event) {
    return event.idLow();
  }

  /** Whether an event is known that caused this one. */
  public static boolean hasParent(EventView event) {
    return event.part(PART_CAUSE) >= 0;
  }

  /** The span of the event that caused this one, which must have a parent. */
  public static long parentSpan(EventView event) {
    ByteBuffer page = event.page();
    return page.getLong(event.part(PART_CAUSE) + PART_HEADER + Long.BYTES);
  }

  /** Whether the parent is an event of another process, as far as ids tell. */
  public static boolean isParentRemote(EventView event) {
    long distance = parentSpan(event) - EventIds.low(event.process().id(), 0);
    return (distance & EventIds.LOW_62_BITS) >= MAX_EVENTS;
  }
}
