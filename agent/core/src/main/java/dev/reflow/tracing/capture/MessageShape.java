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
  static final MessageShape IGNORED = new MessageShape(Name.OTHER, null, null, null, null, null, 0);

  /** Bytes of an array before its elements, with compressed class pointers. */
  private static final int ARRAY_HEADER_BYTES = 16;

  private static final long NO_SIZE = -1;

  private final Name className;
  private final @Nullable ExpressionReader type;
  private final @Nullable ExpressionReader size;
  private final @Nullable ExpressionReader messageId;
  private final @Nullable ExpressionReader correlationId;
  private final @Nullable ExpressionReader priority;

  /**
   * Bytes of an instance as the JVM lays it out, without what it refers to; for arrays, of an
   * element.
   */
  private final long shallowBytes;

  MessageShape(
      Name className,
      @Nullable ExpressionReader type,
      @Nullable ExpressionReader size,
      @Nullable ExpressionReader messageId,
      @Nullable ExpressionReader correlationId,
      @Nullable ExpressionReader priority,
      long shallowBytes) {
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
    record.type = typeName(call, names);
    readSize(call, message, record);
    if (messageId != null) {
      messageId.readInto(record.messageId, call);
    }
    if (correlationId != null) {
      correlationId.readInto(record.correlationId, call);
    }
    if (priority != null) {
      priority.readInto(record.priority, call);
    }
  }

  private Name typeName(Call call, NameTable names) {
    Object given = type == null ? null : type.read(call);
    if (given instanceof String text) {
      return names.of(text);
    }
    return given instanceof Enum<?> constant ? names.of(constant.name()) : className;
  }

  private void readSize(Call call, Object message, FlowRecord record) {
    long bytes = size == null ? NO_SIZE : size.readLong(call, NO_SIZE);
    if (bytes >= 0) {
      record.sizeBytes = bytes;
    } else if (message instanceof byte[] array) {
      record.sizeBytes = array.length;
    } else if (message instanceof CharSequence text) {
      record.sizeBytes = text.length();
    } else if (message instanceof ByteBuffer buffer) {
      record.sizeBytes = buffer.remaining();
    } else {
      record.sizeBytes = estimate(message);
      record.flags |= EventLayout.FLAG_SIZE_ESTIMATED;
    }
  }

  private long estimate(Object message) {
    return message.getClass().isArray()
        ? ARRAY_HEADER_BYTES + shallowBytes * Array.getLength(message)
        : shallowBytes;
  }
}
