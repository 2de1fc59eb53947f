package dev.reflow.tracing.server.protocol;

import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.WireId;
import dev.reflow.tracing.server.event.WireTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Values of the types that the protocol has, with what is wrong with them. Stateless. */
final class Fields {

  private static final int MOST_IN_LIST = 10_000;

  private Fields() {}

  static void requireObject(JsonParser json, String name) throws MalformedException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedException("`" + name + "` is not an object");
    }
  }

  static boolean isNull(JsonParser json) {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  static String text(JsonParser json, String name) throws MalformedException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedException("`" + name + "` is not a string");
    }
    return json.getString();
  }

  static @Nullable String textOrNull(JsonParser json, String name) throws MalformedException {
    return isNull(json) ? null : text(json, name);
  }

  static UUID id(JsonParser json, String name) throws MalformedException {
    UUID id = WireId.parse(text(json, name));
    if (id == null) {
      throw new MalformedException("`" + name + "` is not a UUID");
    }
    return id;
  }

  static long time(JsonParser json, String name) throws MalformedException {
    try {
      return WireTime.parse(text(json, name));
    } catch (MalformedException e) {
      throw new MalformedException("`" + name + "`: " + e.line());
    }
  }

  static Instant instant(JsonParser json, String name) throws MalformedException {
    return Instant.ofEpochSecond(0, time(json, name));
  }

  /** A whole number from 0 to {@code most}, or {@code instead} for null. */
  static int number(JsonParser json, String name, int instead, int most) throws MalformedException {
    if (isNull(json)) {
      return instead;
    }
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || json.getLongValue() < 0) {
      throw new MalformedException("`" + name + "` is not a whole number from 0");
    }
    return (int) Math.min(most, json.getLongValue());
  }

  static List<String> texts(JsonParser json, String name) throws MalformedException {
    requireArray(json, name);
    List<String> texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text(json, name));
      requireShort(texts, name);
    }
    return texts;
  }

  static void requireArray(JsonParser json, String name) throws MalformedException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedException("`" + name + "` is not an array");
    }
  }

  static void requireShort(List<?> list, String name) throws MalformedException {
    if (list.size() > MOST_IN_LIST) {
      throw new MalformedException("`" + name + "` has more than " + MOST_IN_LIST + " elements");
    }
  }

  /** STATUS by its name. */
  static String statusName(JsonParser json, String name) throws MalformedException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    requireObject(json, name);
    String status = json.nextName();
    if (status == null) {
      throw new MalformedException("`" + name + "` is not a status");
    }
    json.nextToken();
    json.skipChildren();
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw new MalformedException("`" + name + "` has one name");
    }
    return status;
  }

  /** The value's JSON as it came; {@code json} reads {@code frame}. */
  static String raw(JsonParser json, byte[] frame) {
    int from = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    json.finishToken();
    int to = (int) json.currentLocation().getByteOffset();
    return new String(frame, from, to - from, StandardCharsets.UTF_8).strip();
  }

  static <T> T required(@Nullable T value, String name) throws MalformedException {
    if (value == null) {
      throw new MalformedException("missing field `" + name + "`");
    }
    return value;
  }
}
