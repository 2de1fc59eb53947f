package dev.reflow.tracing.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an event's JSON says of its edge, prepared once for each edge. Holds so many, each in the
 * slot of its id, and makes the others anew each time. Not thread-safe.
 */
final class EdgeTexts {

  private static final int SLOTS = 4096;

  private final @Nullable EdgeText[] slots = new @Nullable EdgeText[SLOTS];

  /** One edge's share of the JSON. */
  static final class EdgeText {
    private final Edge edge;

    /** From behind the timestamp up to the message's type, of a flow. */
    private final byte[] head;

    /** The same of events beside flows, which most edges never have. */
    private byte @Nullable [] sentHead;

    private byte @Nullable [] receivedHead;

    /** The custom attributes that name both ends. */
    final byte[] ends;

    /** The custom attribute of that name. */
    final byte[] protocol;

    EdgeText(Edge edge, byte[] head, byte[] ends, byte[] protocol) {
      this.edge = edge;
      this.head = head;
      this.ends = ends;
      this.protocol = protocol;
    }

    /** From behind the timestamp up to the message's type. */
    byte[] head(EventKind kind) {
      return switch (kind) {
        case FLOW -> head;
        case SENT -> sentHead();
        case RECEIVED -> receivedHead();
      };
    }

    private byte[] sentHead() {
      byte[] known = sentHead;
      if (known == null) {
        known = EdgeTexts.head(edge, EventKind.SENT);
        sentHead = known;
      }
      return known;
    }

    private byte[] receivedHead() {
      byte[] known = receivedHead;
      if (known == null) {
        known = EdgeTexts.head(edge, EventKind.RECEIVED);
        receivedHead = known;
      }
      return known;
    }
  }

  // Each file has objects of its own for the same edges; equality is for when the file changes.
  @SuppressWarnings("ReferenceEquality")
  EdgeText of(Edge edge) {
    EdgeText text = slots[edge.id() & (SLOTS - 1)];
    return text != null && text.edge == edge ? text : renew(text, edge);
  }

  private EdgeText renew(@Nullable EdgeText old, Edge edge) {
    EdgeText renewed =
        old != null && old.edge.equals(edge)
            ? new EdgeText(edge, old.head, old.ends, old.protocol)
            : new EdgeText(edge, head(edge, EventKind.FLOW), ends(edge), protocol(edge));
    slots[edge.id() & (SLOTS - 1)] = renewed;
    return renewed;
  }

  /** The actor is the one at which the event happened, and so is the port. */
  private static byte[] head(Edge edge, EventKind kind) {
    boolean atReceiver = kind == EventKind.RECEIVED;
    JsonBuffer json = new JsonBuffer();
    json.put("\",\"event_type\":");
    if (kind == EventKind.FLOW) {
      json.put("{\"DataFlow\":{");
      put(json, "to_actor", edge.destinationActor());
      put(json, ",", "to_port", edge.destinationPort());
      json.put("}}");
    } else {
      json.putText(kind.wireName());
    }
    put(json, ",", "actor_id", atReceiver ? edge.destinationActor() : edge.sourceActor());
    json.put(",\"data\":{");
    put(json, "port", atReceiver ? edge.destinationPort() : edge.sourcePort());
    json.put(",\"message\":{\"message_type\":");
    return bytes(json);
  }

  private static byte[] ends(Edge edge) {
    JsonBuffer json = new JsonBuffer();
    put(json, "source_actor", edge.sourceActor());
    put(json, ",", "source_port", edge.sourcePort());
    put(json, ",", "destination_actor", edge.destinationActor());
    put(json, ",", "destination_port", edge.destinationPort());
    return bytes(json);
  }

  private static byte[] protocol(Edge edge) {
    JsonBuffer json = new JsonBuffer();
    put(json, ",", "protocol", edge.protocol());
    return bytes(json);
  }

  private static void put(JsonBuffer json, String comma, String name, String value) {
    json.put(comma);
    put(json, name, value);
  }

  private static void put(JsonBuffer json, String name, String value) {
    json.putText(name);
    json.put(":");
    json.putText(value);
  }

  private static byte[] bytes(JsonBuffer json) {
    return Arrays.copyOf(json.array(), json.size());
  }
}
