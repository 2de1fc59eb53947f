package dev.reflow.tracing.server.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one key out of a JSON object. Stateless; any thread. */
public final class Attributes {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Attributes() {}

  /** What stands under {@code key}, as stores' {@code ->>} shows it; null where nothing does. */
  public static @Nullable String text(String object, String key) {
    if (object.length() <= 2 || !object.contains(key)) {
      return null;
    }
    String raw = raw(object).get(key);
    return raw == null ? null : unquoted(raw);
  }

  /** Each key with its value's JSON, the last where a key stands twice. */
  public static Map<String, String> raw(String object) {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), object)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return values;
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        int from = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        json.finishToken();
        int to = (int) json.currentLocation().getCharOffset();
        values.put(name, object.substring(from, to).strip());
      }
    } catch (JacksonException e) {
      // As far as it is JSON.
    }
    return values;
  }

  private static @Nullable String unquoted(String raw) {
    if (raw.equals("null")) {
      return null;
    }
    if (!raw.startsWith("\"")) {
      return raw;
    }
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), raw)) {
      json.nextToken();
      return json.getString();
    } catch (JacksonException e) {
      return raw;
    }
  }
}
