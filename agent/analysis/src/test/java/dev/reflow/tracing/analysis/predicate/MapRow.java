package dev.reflow.tracing.analysis.predicate;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row that holds what a test puts in. */
final class MapRow implements Row {

  private final Map<Column, Object> values = new EnumMap<>(Column.class);
  private final Map<String, String> attributes = new HashMap<>();

  MapRow with(Column column, @Nullable Object value) {
    if (value != null) {
      values.put(column, value);
    }
    return this;
  }

  MapRow withAttribute(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  Map<String, String> attributes() {
    return attributes;
  }

  @Override
  public @Nullable Object value(Column column) {
    return values.get(column);
  }

  @Override
  public @Nullable String attribute(String key) {
    return attributes.get(key);
  }
}
