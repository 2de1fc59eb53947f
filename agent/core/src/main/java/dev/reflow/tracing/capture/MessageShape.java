package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How to read the facts of one class of message under one rule: found once, used for each message.
 * Any thread; immutable. No method of the message is called but those that the rule names.
 */
final class MessageShape {

  /** Marks a message class that the rule leaves out. */
  static final MessageShape IGNORED =
      new MessageShape(MessageShape.class, Name.OTHER, null, null, null, null, null, 0);

  /** Bytes of an array before its elements, with compressed class pointers. */
  private static final int ARRAY_HEADER_BYTES = 16;

  private static final long NO_SIZE = -1;

  final Class<?> message;
  private final Name className;
  private final @Nullable MessageFact type;
  private final @Nullable MessageFact size;
  private final @Nullable MessageFact messageId;
  private final @Nullable MessageFact correlationId;
  private final @Nullable MessageFact priority;

  /**
   * Bytes of an instance as the JVM lays it out, without what it refers to; for arrays, of an
   * element.
   */
  private final long shallowBytes;

  MessageShape(
      Class<?> message,
      Name className,
      @Nullable MessageFact type,
      @Nullable MessageFact size,
      @Nullable MessageFact messageId,
      @Nullable MessageFact correlationId,
      @Nullable MessageFact priority,
      long shallowBytes) {
    this.message = message;
    this.className = className;
    this.type = type;
    this.size = size;
    this.messageId = messageId;
    this.correlationId = correlationId;
    this.priority = priority;
    this.shallowBytes = shallowBytes;
  }

  /** Puts the facts of the call's message into {@code record}. */
  void describe(Call call, Object message, FlowRecord record, NameTable names) {
    record.setType(type == null ? className : typeName(type, call, message, names));
    record.sizeBytes = sizeBytes(call, message, record);
    if (messageId != null) {
      messageId.readInto(record.messageId, call, message);
    }
    if (correlationId != null) {
      correlationId.readInto(record.correlationId, call, message);
    }
    if (priority != null) {
      priority.readInto(record.priority, call, message);
    }
  }

  private Name typeName(MessageFact type, Call call, Object message, NameTable names) {
    Object given = type.read(call, message);
    if (given instanceof String text) {
      return names.of(text);
    }
    return given instanceof Enum<?> constant ? names.of(constant.name()) : className;
  }

  /** The size of the message; notes in {@code record} where it is an estimate. */
  long sizeBytes(Call call, Object message, FlowRecord record) {
    long bytes = size == null ? NO_SIZE : size.readLong(call, message, NO_SIZE);
    return bytes >= 0 ? bytes : lengthOf(message, record);
  }

  /** The size of the message, if one accessor tells it; negative otherwise. */
  long sizeAlone(Object message) {
    return size == null ? NO_SIZE : size.readLongAlone(message, NO_SIZE);
  }

  private long lengthOf(Object message, FlowRecord record) {
    if (message instanceof byte[] array) {
      return array.length;
    }
    if (message instanceof CharSequence text) {
      return text.length();
    }
    if (message instanceof ByteBuffer buffer) {
      return buffer.remaining();
    }
    record.flags |= EventLayout.FLAG_SIZE_ESTIMATED;
    return estimate(message);
  }

  private long estimate(Object message) {
    return message.getClass().isArray()
        ? ARRAY_HEADER_BYTES + shallowBytes * Array.getLength(message)
        : shallowBytes;
  }
}
