package dev.reflow.tracing.content;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;

/**
 * The fields of a class that belong to what its objects hold: those of its superclasses first, not
 * static, transient or made by a compiler or an agent. Read where they lie, whatever their
 * visibility or module. Found once for each class and kept with it. Any thread.
 */
final class Fields extends ClassValue<Fields.Slot[]> {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  /** A field, to be read of objects of the class that it was found for alone. */
  record Slot(String name, Class<?> type, long offset) {

    /** The value, boxed where it is a primitive. */
    Object read(Object target) {
      if (type == int.class) {
        return UNSAFE.getInt(target, offset);
      } else if (type == long.class) {
        return UNSAFE.getLong(target, offset);
      } else if (type == boolean.class) {
        return UNSAFE.getBoolean(target, offset);
      } else if (type == double.class) {
        return UNSAFE.getDouble(target, offset);
      } else if (type == float.class) {
        return UNSAFE.getFloat(target, offset);
      } else if (type == char.class) {
        return UNSAFE.getChar(target, offset);
      } else if (type == short.class) {
        return UNSAFE.getShort(target, offset);
      } else if (type == byte.class) {
        return UNSAFE.getByte(target, offset);
      }
      return UNSAFE.getReference(target, offset);
    }
  }

  /** Whether {@code type} came with the JDK, so that its fields are nobody's data. */
  static boolean isOfJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == PLATFORM;
  }

  @Override
  protected Slot[] computeValue(Class<?> type) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> at = type; at != null && !isOfJdk(at); at = at.getSuperclass()) {
      classes.add(0, at);
    }
    List<Slot> slots = new ArrayList<>();
    for (Class<?> owner : classes) {
      for (Field field : owner.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !Modifier.isTransient(field.getModifiers())
            && !field.isSynthetic()) {
          slots.add(new Slot(field.getName(), field.getType(), UNSAFE.objectFieldOffset(field)));
        }
      }
    }
    return slots.toArray(Slot[]::new);
  }

  /** The reference in the field {@code name} that {@code owner}, a class of the JDK, declares. */
  static long offsetOf(Class<?> owner, String name) {
    return UNSAFE.objectFieldOffset(owner, name);
  }

  static Object reference(Object target, long offset) {
    return UNSAFE.getReference(target, offset);
  }
}
