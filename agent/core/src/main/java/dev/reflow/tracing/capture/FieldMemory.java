package dev.reflow.tracing.capture;

import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/**
 * Reads and writes fields by their offset, of any visibility and of records and hidden classes too,
 * as fast as the class's own code. Nothing here checks the target: whoever asks for an offset
 * answers for using it on objects of that class alone. Any thread.
 */
final class FieldMemory {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  private FieldMemory() {}

  /** Where {@code field}, which is not static, lies in an object of its class. */
  static long offset(Field field) {
    return UNSAFE.objectFieldOffset(field);
  }

  /** The value of {@code field}, which is static and refers to an object. */
  static Object getStatic(Field field) {
    return UNSAFE.getReference(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
  }

  static long getLong(Object target, long offset) {
    return UNSAFE.getLong(target, offset);
  }

  static int getInt(Object target, long offset) {
    return UNSAFE.getInt(target, offset);
  }

  static short getShort(Object target, long offset) {
    return UNSAFE.getShort(target, offset);
  }

  static byte getByte(Object target, long offset) {
    return UNSAFE.getByte(target, offset);
  }

  static Object getReference(Object target, long offset) {
    return UNSAFE.getReference(target, offset);
  }

  static void putLong(Object target, long offset, long value) {
    UNSAFE.putLong(target, offset, value);
  }

  static void putInt(Object target, long offset, int value) {
    UNSAFE.putInt(target, offset, value);
  }
}
