package dev.reflow.tracing.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps in the order of their keys, lists, strings, numbers, booleans and null. */
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** The value in {@code text}; throws Jackson's exception where it is not exactly one. */
  public static @Nullable Object read(String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      Object value = value(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("more than one value: " + text);
      }
      return value;
    }
  }

  /** The object in {@code text}. */
  public static Map<String, @Nullable Object> object(String text) {
    return asObject(read(text));
  }

  /** What is at the end of {@code path}; fails where an object on the way is missing. */
  public static @Nullable Object at(Map<String, @Nullable Object> object, String... path) {
    Object value = object;
    for (String name : path) {
      Map<String, @Nullable Object> inner = asObject(value);
      if (!inner.containsKey(name)) {
        throw new IllegalArgumentException("no " + name + " in " + inner);
      }
      value = inner.get(name);
    }
    return value;
  }

  @SuppressWarnings("unchecked") // made below
  public static Map<String, @Nullable Object> asObject(@Nullable Object value) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
  }

  private static @Nullable Object value(JsonParser json) {
    return switch (Objects.requireNonNull(json.currentToken())) {
      case START_OBJECT -> fields(json);
      case START_ARRAY -> items(json);
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      default -> json.getString();
    };
  }

  private static Map<String, @Nullable Object> fields(JsonParser json) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      if (fields.put(name, value(json)) != null) {
        throw new IllegalArgumentException("twice " + name);
      }
    }
    return fields;
  }

  private static List<@Nullable Object> items(JsonParser json) {
    List<@Nullable Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(json));
    }
    return items;
  }
}
