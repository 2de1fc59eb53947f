package dev.reflow.tracing.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One optional fact of a flow, reused from event to event so that filling it allocates nothing. Not
 * thread-safe: it belongs to one {@link FlowRecord}.
 */
public final class FactValue {

  /** A {@code FORM_} constant of {@link EventLayout}, or 0 while the fact is missing. */
  byte form;

  /** The value where {@link #form} is a text. */
  @Nullable String text;

  /** The value's bits: a long, a double's bits, a UUID's first half, a boolean as 0 or 1. */
  long bits;

  /** A UUID's second half. */
  long moreBits;

  /** Forgets the value, so that nothing of the application's is held. */
  public void clear() {
    if (form != 0) {
      form = 0;
      text = null;
    }
  }

  public boolean isPresent() {
    return form != 0;
  }

  public void setText(String value) {
    form = EventLayout.FORM_TEXT;
    text = value;
  }

  public void setLong(long value) {
    text = null;
    form = (int) value == value ? EventLayout.FORM_INT : EventLayout.FORM_LONG;
    bits = value;
  }

  public void setDouble(double value) {
    text = null;
    form = EventLayout.FORM_DOUBLE;
    bits = Double.doubleToRawLongBits(value);
  }

  public void setUuid(long high, long low) {
    text = null;
    form = EventLayout.FORM_UUID;
    bits = high;
    moreBits = low;
  }

  public void setBoolean(boolean value) {
    text = null;
    form = EventLayout.FORM_BOOLEAN;
    bits = value ? 1 : 0;
  }

  /**
   * Takes any value that has a form without calling a method of the application's: texts, numbers,
   * booleans, UUIDs and enum constants. Another value is left out.
   *
   * @return whether the value was taken
   */
  public boolean set(@Nullable Object value) {
    if (value instanceof String string) {
      setText(string);
    } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      setLong(((Number) value).longValue());
    } else if (value instanceof UUID uuid) {
      setUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    } else if (value instanceof Enum<?> constant) {
      setText(constant.name());
    } else if (value instanceof Boolean truth) {
      setBoolean(truth);
    } else if (value instanceof Double || value instanceof Float) {
      setDouble(((Number) value).doubleValue());
    } else if (value instanceof Byte small) {
      setLong(small);
    } else if (value instanceof Character character) {
      setText(character.toString());
    } else {
      clear();
      return false;
    }
    return true;
  }

  void copyFrom(FactValue other) {
    form = other.form;
    text = other.text;
    bits = other.bits;
    moreBits = other.moreBits;
  }
}
