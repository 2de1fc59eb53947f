package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FactValue;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import org.jspecify.annotations.Nullable;

/** Attributes of a flow that the thread has yet to send. One thread. */
final class PendingAttributes {

  private final Name[] keys = new Name[FlowRecord.MAX_ATTRIBUTES];
  private final @Nullable Object[] values = new @Nullable Object[FlowRecord.MAX_ATTRIBUTES];
  private final FactValue probe = new FactValue();
  private int count;

  boolean isEmpty() {
    return count == 0;
  }

  /** What does not fit is left out, and so is a value that no record takes. */
  void put(Name key, @Nullable Object value) {
    if (!probe.set(value)) {
      return;
    }
    probe.clear();
    int at = 0;
    while (at < count && keys[at].id() != key.id()) {
      at++;
    }
    if (at < FlowRecord.MAX_ATTRIBUTES) {
      keys[at] = key;
      values[at] = value;
      count = Math.max(count, at + 1);
    }
  }

  /** Moves all of them to {@code record}. */
  void moveTo(FlowRecord record) {
    for (int i = 0; i < count; i++) {
      put(record, keys[i], values[i]);
    }
    clear();
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      values[i] = null;
    }
    count = 0;
  }

  /** Puts one attribute on a flow, in the place of an earlier one of the same key. */
  static void put(FlowRecord record, Name key, @Nullable Object value) {
    for (int i = 0; i < record.attributeCount(); i++) {
      if (record.attributeKey(i).id() == key.id()) {
        boolean unused = record.attributeValue(i).set(value);
        return;
      }
    }
    FactValue added = record.addAttribute(key);
    if (added != null) {
      boolean unused = added.set(value);
    }
  }
}
