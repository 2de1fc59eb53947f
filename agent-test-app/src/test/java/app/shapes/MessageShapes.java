package app.shapes;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages of every kind, hostile ones too. */
final class MessageShapes {

  private MessageShapes() {}

  static final class AnyConnector extends Route {
    private final Queue<Object> waiting = new ArrayDeque<>();

    AnyConnector(String to) {
      super(to);
    }

    void sendMessage(@Nullable Object message) {
      if (message != null) {
        waiting.add(message);
      }
    }

    int queueDepth() {
      return waiting.size();
    }
  }

  /** Whoever looks at it too closely gets an exception. */
  static final class HostileMessage {
    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      throw new IllegalStateException("equals");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }
  }

  /** Its accessors throw, and count. */
  static final class RefusingMessage {
    private static int timesAsked;

    String messageId() {
      timesAsked++;
      throw new IllegalStateException("messageId");
    }
  }

  record TypedMessage(UUID id, String typeName, long sizeBytes, Priority priority) {
    /** How soon. */
    enum Priority {
      HIGH
    }
  }

  static void run(Truth truth) {
    send(truth, "to_string", "héllo", "String", -1);
    send(truth, "to_ascii", "hello", "String", 5);
    send(truth, "to_bytes", new byte[1000], "byte[]", 1000);
    send(truth, "to_buffer", ByteBuffer.allocate(77), "HeapByteBuffer", 77);
    StringBuilder builder = new StringBuilder();
    builder.append("abc").append(builder.length());
    send(truth, "to_builder", builder, "StringBuilder", 4);
    send(truth, "to_hostile", new HostileMessage(), "HostileMessage", -1);
    send(
        truth,
        "to_typed",
        new TypedMessage(
            UUID.randomUUID(), "OrderPlaced", 5_000_000_000L, TypedMessage.Priority.HIGH),
        "OrderPlaced",
        5_000_000_000L);
    new AnyConnector("to_null").sendMessage(null);
    truth.flows("to_null", 1);
    AnyConnector refusing = new AnyConnector("to_refusing");
    for (int i = 0; i < 100; i++) {
      refusing.sendMessage(new RefusingMessage());
    }
    truth.flows("to_refusing", 100);
    truth.check(
        "throwing messageId() called " + RefusingMessage.timesAsked + " times, at most 10",
        RefusingMessage.timesAsked <= 10);
  }

  private static void send(
      Truth truth, String to, Object message, String expectedType, long expectedSize) {
    new AnyConnector(to).sendMessage(message);
    truth.flows(to, 1);
    truth.message(to, expectedType, expectedSize);
  }
}
