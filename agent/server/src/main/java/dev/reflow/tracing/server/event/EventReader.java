package dev.reflow.tracing.server.event;

import static dev.reflow.tracing.server.event.StoredEvent.UNKNOWN;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads EVENT of the protocol, key by key, with no tree in between. Not thread-safe; keep one for
 * each connection, so that the texts it has seen are used again.
 */
public final class EventReader {

  private static final Set<String> UNIT_TYPES =
      Set.of(
          "ActorCreated",
          "ActorStarted",
          "ActorCompleted",
          "ActorFailed",
          "MessageSent",
          "MessageReceived",
          "StateChanged",
          "PortConnected",
          "PortDisconnected",
          "NetworkEvent");

  private static final int HAS_ID = 1;
  private static final int HAS_TIME = 2;
  private static final int HAS_TYPE = 4;
  private static final int HAS_ACTOR = 8;
  private static final int HAS_DATA = 16;
  private static final int HAS_CAUSALITY = 32;
  private static final int HAS_ROOT = 64;
  private static final String[] REQUIRED = {
    "event_id", "timestamp", "event_type", "actor_id", "data", "causality", "root_cause_event_id"
  };

  private final Texts texts = new Texts();
  private final DataReader data = new DataReader(texts);
  private int seen;

  /**
   * Reads one event; {@code json} stands at its first brace, and at its last afterwards.
   *
   * @param frame what {@code json} reads
   */
  public StoredEvent read(JsonParser json, byte[] frame) throws MalformedException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedException("event is not an object");
    }
    StoredEvent event = new StoredEvent();
    event.frame = frame;
    event.frameFrom = (int) json.currentTokenLocation().getByteOffset();
    readFields(json, event);
    event.frameTo = (int) json.currentTokenLocation().getByteOffset() + 1;
    return event;
  }

  /**
   * Reads an event of which the brace and perhaps some keys were read before: {@code json} stands
   * at the name of the first key.
   */
  void readFields(JsonParser json, StoredEvent event) throws MalformedException {
    seen = 0;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      readField(json, event, name);
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new MalformedException("event is not an object");
    }
    for (int i = 0; i < REQUIRED.length; i++) {
      if ((seen & (1 << i)) == 0) {
        throw new MalformedException("missing field `" + REQUIRED[i] + "`");
      }
    }
    complete(event);
  }

  private void readField(JsonParser json, StoredEvent event, String name)
      throws MalformedException {
    switch (name) {
      case "event_id" -> {
        event.idHigh = high(json, name);
        event.idLow = low(json);
        seen |= HAS_ID;
      }
      case "trace_id" -> {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
          event.traceHigh = high(json, name);
          event.traceLow = low(json);
        }
      }
      case "timestamp" -> {
        event.startNs = time(json);
        seen |= HAS_TIME;
      }
      case "event_type" -> {
        readType(json, event);
        seen |= HAS_TYPE;
      }
      case "actor_id" -> {
        event.sourceActor = required(json, name);
        seen |= HAS_ACTOR;
      }
      case "data" -> {
        data.read(json, event);
        seen |= HAS_DATA;
      }
      case "causality" -> {
        readCausality(json, event);
        seen |= HAS_CAUSALITY;
      }
      default -> json.skipChildren();
    }
  }

  private void readType(JsonParser json, StoredEvent event) throws MalformedException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      String type = text(json);
      if (!UNIT_TYPES.contains(type)) {
        throw new MalformedException("unknown event type `" + shortened(type) + "`");
      }
      event.eventType = type;
      return;
    }
    if (json.currentToken() != JsonToken.START_OBJECT
        || !StoredEvent.DATA_FLOW.equals(json.nextName())
        || json.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedException("event_type is neither a name nor a DataFlow");
    }
    event.eventType = StoredEvent.DATA_FLOW;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "to_actor" -> event.destinationActor = required(json, name);
        case "to_port" -> event.destinationPort = required(json, name);
        default -> json.skipChildren();
      }
    }
    if (event.destinationActor == null || event.destinationPort == null) {
      throw new MalformedException("a DataFlow has `to_actor` and `to_port`");
    }
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw new MalformedException("event_type has one name");
    }
  }

  private void readCausality(JsonParser json, StoredEvent event) throws MalformedException {
    requireObject(json, "causality");
    int chain = 0;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "parent_event_id" -> {
          if (json.currentToken() != JsonToken.VALUE_NULL) {
            event.parentHigh = high(json, name);
            event.parentLow = low(json);
          }
        }
        case "root_cause_event_id" -> {
          event.rootHigh = high(json, name);
          event.rootLow = low(json);
          seen |= HAS_ROOT;
        }
        case "dependency_chain" -> chain = chain(json);
        case "span_id" -> event.spanId = span(json, event);
        default -> json.skipChildren();
      }
    }
    event.depth = Math.max(event.depth, chain);
  }

  private static int chain(JsonParser json) throws MalformedException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedException("dependency_chain is not an array");
    }
    int length = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      high(json, "dependency_chain");
      length++;
    }
    return length;
  }

  /** Null where it is the event's own; the event's id stands before it in what we write. */
  private @Nullable String span(JsonParser json, StoredEvent event) throws MalformedException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      return required(json, "span_id");
    }
    return WireId.isHex(
            json.getStringCharacters(), json.getStringOffset(), json.getStringLength(), event.idLow)
        ? null
        : json.getString();
  }

  private static void complete(StoredEvent event) {
    if (event.flowId == null) {
      event.flowId = event.service;
    }
  }

  private String text(JsonParser json) {
    return texts.of(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
  }

  private String required(JsonParser json, String name) throws MalformedException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedException("`" + name + "` is not a string");
    }
    return text(json);
  }

  static void requireObject(JsonParser json, String name) throws MalformedException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedException("`" + name + "` is not an object");
    }
  }

  private static long high(JsonParser json, String name) throws MalformedException {
    if (json.currentToken() != JsonToken.VALUE_STRING
        || !WireId.isId(
            json.getStringCharacters(), json.getStringOffset(), json.getStringLength())) {
      throw new MalformedException("`" + name + "` is not a UUID");
    }
    return WireId.high(json.getStringCharacters(), json.getStringOffset());
  }

  private static long low(JsonParser json) {
    return WireId.low(json.getStringCharacters(), json.getStringOffset());
  }

  private static long time(JsonParser json) throws MalformedException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedException("`timestamp` is not a string");
    }
    try {
      return WireTime.parse(
          java.nio.CharBuffer.wrap(
              json.getStringCharacters(), json.getStringOffset(), json.getStringLength()));
    } catch (MalformedException e) {
      throw new MalformedException("`timestamp`: " + e.line());
    }
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** A whole number no less than 0; {@link StoredEvent#UNKNOWN} for null. */
  static long number(JsonParser json, String name) throws MalformedException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return UNKNOWN;
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return (long) decimal(json, name);
    }
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw new MalformedException("`" + name + "` is not a number");
    }
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new MalformedException("`" + name + "` is too large a number");
    }
    return Math.max(0, json.getLongValue());
  }

  static double decimal(JsonParser json, String name) throws MalformedException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return 0;
    }
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw new MalformedException("`" + name + "` is not a number");
    }
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new MalformedException("`" + name + "` is not finite");
    }
    return value;
  }
}
