package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.*;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Hands on an event's optional facts, with no object in between. Stateless; any thread. */
public final class FactReader {

  private FactReader() {}

  /** Takes the keys of attributes and says who takes the value. */
  @FunctionalInterface
  public interface AttributeHandler {
    /** Who takes the value of {@code key}; null where nobody does. */
    @Nullable FactHandler onKey(Name key);
  }

  /** Whether the event has a message id that can be read; then {@code handler} was called. */
  public static boolean messageId(EventView event, FactHandler handler) {
    return read(event, event.part(PART_MESSAGE_ID), handler);
  }

  /** As {@link #messageId}. */
  public static boolean correlationId(EventView event, FactHandler handler) {
    return read(event, event.part(PART_CORRELATION_ID), handler);
  }

  /** As {@link #messageId}. */
  public static boolean priority(EventView event, FactHandler handler) {
    return read(event, event.part(PART_PRIORITY), handler);
  }

  /** As {@link #messageId}; only a text is an error. */
  public static boolean error(EventView event, FactHandler handler) {
    int part = event.part(PART_ERROR);
    return event.hasText(part) && read(event, part, handler);
  }

  /** Hands on each attribute that a rule or the application put on the flow. */
  public static void attributes(EventView event, AttributeHandler handler) {
    if (event.part(PART_ATTRIBUTE) < 0) {
      return;
    }
    for (int part = event.firstPart(); part >= 0; part = event.nextPart(part)) {
      Name key = event.attributeKey(part);
      if (key != null && event.hasValue(part)) {
        FactHandler value = handler.onKey(key);
        if (value != null) {
          read(event, part, value);
        }
      }
    }
  }

  private static boolean read(EventView event, int part, FactHandler handler) {
    if (!event.hasValue(part)) {
      return false;
    }
    ByteBuffer page = event.page();
    int at = event.valueAt(part);
    int length = event.valueLength(part);
    switch (event.form(part)) {
      case FORM_TEXT -> handler.onText(page, at, length, false);
      case FORM_CUT_TEXT -> handler.onText(page, at + 4, length - 4, true);
      case FORM_LONG -> handler.onLong(page.getLong(at));
      case FORM_INT -> handler.onLong(page.getInt(at));
      case FORM_DOUBLE -> handler.onDouble(Double.longBitsToDouble(page.getLong(at)));
      case FORM_BOOLEAN -> handler.onBoolean(page.get(at) != 0);
      case FORM_UUID -> handler.onUuid(page.getLong(at), page.getLong(at + 8));
      default -> {
        return false;
      }
    }
    return true;
  }
}
