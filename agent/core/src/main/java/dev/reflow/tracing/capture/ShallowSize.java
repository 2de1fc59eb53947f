package dev.reflow.tracing.capture;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * How many bytes an instance takes without what it refers to, reckoned from its fields as HotSpot
 * lays them out with compressed references: a header of twelve bytes, the fields, rounded up to
 * eight. Any thread; for resolving, not for each send.
 */
final class ShallowSize {

  private static final int HEADER_BYTES = 12;
  private static final int REFERENCE_BYTES = 4;
  private static final int ALIGNMENT_BYTES = 8;

  private ShallowSize() {}

  /** Bytes of an instance of {@code type}; of an array type, of one element. */
  static long of(Class<?> type) {
    if (type.isArray()) {
      return fieldBytes(type.getComponentType());
    }
    long bytes = HEADER_BYTES;
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      bytes += declaredBytes(at);
    }
    return (bytes + ALIGNMENT_BYTES - 1) / ALIGNMENT_BYTES * ALIGNMENT_BYTES;
  }

  private static long declaredBytes(Class<?> type) {
    long bytes = 0;
    try {
      for (Field field : type.getDeclaredFields()) {
        bytes += Modifier.isStatic(field.getModifiers()) ? 0 : fieldBytes(field.getType());
      }
    } catch (LinkageError missing) {
      // A field of a class that is not there: what is known has to do for an estimate.
    }
    return bytes;
  }

  private static int fieldBytes(Class<?> type) {
    if (type == long.class || type == double.class) {
      return Long.BYTES;
    }
    if (type == int.class || type == float.class) {
      return Integer.BYTES;
    }
    if (type == short.class || type == char.class) {
      return Short.BYTES;
    }
    return type.isPrimitive() ? 1 : REFERENCE_BYTES;
  }
}
