package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FactValue;
import dev.reflow.tracing.rule.Root;
import org.jspecify.annotations.Nullable;

/**
 * One fact of one class of message. Most are one accessor of the message's own, which is then
 * called without a look at anything else of the call. Any thread; immutable.
 */
final class MessageFact {

  private final ExpressionReader reader;

  /** The alternatives, where each is one accessor of the message; null where one is more. */
  private final Accessor @Nullable [] accessors;

  /** The only one of {@link #accessors}, where it gives a whole number: the quickest way. */
  private final @Nullable Accessor number;

  private MessageFact(ExpressionReader reader, Class<?> message) {
    this.reader = reader;
    this.accessors = reader.steps(Root.MESSAGE, message);
    Accessor[] all = accessors;
    this.number = all != null && all.length == 1 && all[0].givesLong() ? all[0] : null;
  }

  /** The fact of messages of class {@code message}; null where such a message never has it. */
  static @Nullable MessageFact of(ExpressionReader expression, Class<?> message) {
    ExpressionReader reader = expression.where(Root.MESSAGE, message);
    return reader == null ? null : new MessageFact(reader, message);
  }

  @Nullable Object read(Call call, Object message) {
    Accessor[] all = accessors;
    if (all == null) {
      return reader.read(call);
    }
    for (Accessor accessor : all) {
      Object value = accessor.get(message);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  long readLong(Call call, Object message, long missing) {
    Accessor only = number;
    return only != null ? only.getLong(message, missing) : reader.readLong(call, missing);
  }

  /** The number that one accessor gives; {@code missing} where it takes more to tell. */
  long readLongAlone(Object message, long missing) {
    Accessor only = number;
    return only != null ? only.getLong(message, missing) : missing;
  }

  void readInto(FactValue fact, Call call, Object message) {
    Accessor only = number;
    if (only != null) {
      if (!only.isGivenUp()) {
        fact.setLong(only.getLong(message, 0));
      }
      return;
    }
    Accessor[] all = accessors;
    if (all == null) {
      reader.readInto(fact, call);
      return;
    }
    for (Accessor accessor : all) {
      if (readInto(fact, accessor, message)) {
        return;
      }
    }
  }

  private static boolean readInto(FactValue fact, Accessor accessor, Object message) {
    if (accessor.givesLong() && !accessor.isGivenUp()) {
      fact.setLong(accessor.getLong(message, 0));
      return true;
    }
    return fact.set(accessor.get(message));
  }
}
