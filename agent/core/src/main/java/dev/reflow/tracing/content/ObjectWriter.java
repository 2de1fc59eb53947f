package dev.reflow.tracing.content;

import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes an object as JSON, field by field, without calling a method of its class. What is hidden
 * is masked; what cannot be read without running code of somebody's is named by its class, in angle
 * brackets. One thread; for one message at a time.
 */
final class ObjectWriter {

  /** Objects in objects; what lies deeper is left out. */
  static final int MAX_DEPTH = 16;

  private static final String DEEPER = "<deeper>";
  private static final String CYCLE = "<cycle>";

  private final Redaction redaction;
  private final Fields fields;
  private final FieldPath path = new FieldPath();
  private final @Nullable Object[] around = new @Nullable Object[MAX_DEPTH];
  private int depth;

  ObjectWriter(Redaction redaction, Fields fields) {
    this.redaction = redaction;
    this.fields = fields;
  }

  /** Forgets the message, also one that was not written to its end. */
  void clear() {
    path.clear();
    Arrays.fill(around, null);
    depth = 0;
  }

  void write(JsonGenerator json, @Nullable Object given) {
    Object value = given == null ? null : Containers.unwrapped(given);
    if (value == null) {
      json.writeNull();
      return;
    }
    if (Scalars.write(json, value)) {
      return;
    }
    String text = Scalars.text(value);
    if (text != null) {
      json.writeString(redaction.mayBeIn(text) ? Redaction.MASK : text);
    } else if (value instanceof byte[] bytes) {
      writeBytes(json, bytes);
    } else if (depth == MAX_DEPTH) {
      json.writeString(DEEPER);
    } else if (isAround(value)) {
      json.writeString(CYCLE);
    } else {
      around[depth++] = value;
      writeInside(json, value);
      around[--depth] = null;
    }
  }

  private void writeInside(JsonGenerator json, Object value) {
    Collection<?> collection = Containers.asCollection(value);
    Map<?, ?> map = collection == null ? Containers.asMap(value) : null;
    if (collection != null) {
      int index = 0;
      json.writeStartArray();
      for (Object element : collection) {
        writeElement(json, index++, element);
      }
      json.writeEndArray();
    } else if (map != null) {
      json.writeStartObject();
      map.forEach((key, held) -> writeEntry(json, key, held));
      json.writeEndObject();
    } else if (value.getClass().isArray()) {
      json.writeStartArray();
      for (int i = 0; i < Array.getLength(value); i++) {
        writeElement(json, i, Array.get(value, i));
      }
      json.writeEndArray();
    } else if (isOpaque(value.getClass())) {
      json.writeString(named(value.getClass()));
    } else {
      writeFields(json, value);
    }
  }

  private void writeFields(JsonGenerator json, Object value) {
    json.writeStartObject();
    for (Fields.Slot slot : fields.get(value.getClass())) {
      writeProperty(json, slot.name(), slot.read(value));
    }
    json.writeEndObject();
  }

  private void writeEntry(JsonGenerator json, @Nullable Object key, @Nullable Object held) {
    String name = key == null ? "null" : name(key);
    if (name != null) {
      writeProperty(json, name, held);
    } else {
      // By what name its value might be hidden is not known.
      json.writeName(named(key == null ? Object.class : key.getClass()));
      write(json, redaction.isEmpty() ? held : Redaction.MASK);
    }
  }

  private static @Nullable String name(Object key) {
    boolean isPlain = key instanceof Number || key instanceof Boolean;
    return isPlain && Fields.isOfJdk(key.getClass()) ? key.toString() : Scalars.text(key);
  }

  private void writeProperty(JsonGenerator json, String name, @Nullable Object value) {
    json.writeName(name);
    path.push(name);
    if (redaction.hides(path)) {
      json.writeString(Redaction.MASK);
    } else {
      write(json, value);
    }
    path.pop();
  }

  private void writeElement(JsonGenerator json, int index, @Nullable Object value) {
    path.push(index);
    if (redaction.hides(path)) {
      json.writeString(Redaction.MASK);
    } else {
      write(json, value);
    }
    path.pop();
  }

  /** Bytes cannot be searched for what is to be hidden. */
  private void writeBytes(JsonGenerator json, byte[] bytes) {
    if (redaction.isEmpty()) {
      json.writeBinary(bytes);
    } else {
      json.writeString(Redaction.MASK);
    }
  }

  private boolean isAround(Object value) {
    for (int i = 0; i < depth; i++) {
      if (around[i] == value) {
        return true;
      }
    }
    return false;
  }

  /** Whether its fields say nothing: the JDK's own, and code that looks like an object. */
  private static boolean isOpaque(Class<?> type) {
    return Fields.isOfJdk(type) || type.isHidden() || Proxy.isProxyClass(type);
  }

  private static String named(Class<?> type) {
    return "<" + type.getName() + ">";
  }
}
