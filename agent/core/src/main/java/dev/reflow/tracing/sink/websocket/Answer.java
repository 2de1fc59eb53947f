package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a server answers to one {@code RecordEvent}. Immutable.
 *
 * @param isAnswer false for a message that answers nothing, such as a notification
 * @param failure null where the event is recorded
 */
record Answer(boolean isAnswer, @Nullable SinkException failure) {

  private static final byte[] RECORDED_TEXT =
      "{\"EventRecorded\":{\"success\":true,\"error\":null}}".getBytes(StandardCharsets.UTF_8);
  private static final Answer RECORDED = new Answer(true, null);
  private static final Answer NOTHING = new Answer(false, null);
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int SHOWN_LENGTH = 80;

  /** Reads one message of the server at {@code target}: the first bytes of {@code utf8}. */
  static Answer read(byte[] utf8, int length, String target) {
    if (Arrays.equals(utf8, 0, length, RECORDED_TEXT, 0, RECORDED_TEXT.length)) {
      return RECORDED;
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8, 0, length)).toString();
    } catch (CharacterCodingException e) {
      return foreign("bytes that are no UTF-8", target);
    }
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return "\"Pong\"".equals(text) ? NOTHING : foreign(text, target);
      }
      String name = json.nextName();
      if (name == null || json.nextToken() != JsonToken.START_OBJECT) {
        return foreign(text, target);
      }
      return switch (name) {
        case "EventRecorded" -> recorded(json, text, target);
        case "Error" -> error(json, target);
        case "EventNotification" -> NOTHING;
        default -> foreign(text, target);
      };
    } catch (JacksonException e) {
      return foreign(text, target);
    }
  }

  private static Answer recorded(JsonParser json, String text, String target) {
    Boolean success = null;
    String error = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "success" -> success = value == JsonToken.VALUE_TRUE;
        case "error" -> error = json.getValueAsString();
        default -> json.skipChildren();
      }
    }
    if (success == null) {
      return foreign(text, target);
    }
    return success ? RECORDED : retry(target + " did not record an event: " + shown(error));
  }

  private static Answer error(JsonParser json, String target) {
    String code = null;
    String message = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "code" -> code = json.getValueAsString();
        case "message" -> message = json.getValueAsString();
        default -> json.skipChildren();
      }
    }
    String text = code + ": " + shown(message);
    return switch (String.valueOf(code)) {
      case "InvalidRequest", "SerializationError" ->
          new Answer(true, SinkException.poison(target + " answers " + text, null));
      case "Unauthorized" -> retry(target + " refuses the token; check reflow.server-token");
      default -> retry(target + " answers " + text);
    };
  }

  private static Answer foreign(String text, String target) {
    return retry(
        "%s answers what is not Reflow's protocol (%s); check reflow.server-url"
            .formatted(target, shown(text)));
  }

  private static Answer retry(String text) {
    return new Answer(true, SinkException.retry(text, null));
  }

  private static String shown(@Nullable String text) {
    if (text == null) {
      return "no reason given";
    }
    return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
  }
}
