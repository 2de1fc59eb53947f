package dev.reflow.tracing.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field that weaving added to a class, found when the first object of the class comes by. Any
 * thread.
 */
final class StateField {

  private static final MethodHandle NO_FIELD =
      MethodHandles.empty(MethodType.methodType(Object.class, Object.class));

  private final ModuleOpener opener;
  private final String name;
  private final ClassValue<Handles> handles =
      new ClassValue<>() {
        @Override
        protected Handles computeValue(Class<?> type) {
          return find(type);
        }
      };

  private record Handles(MethodHandle getter, @Nullable MethodHandle setter) {}

  StateField(ModuleOpener opener, String name) {
    this.opener = opener;
    this.name = name;
  }

  /** The field's value; null where it was not set or the class has no such field. */
  @Nullable Object get(Object owner) {
    try {
      return (Object) handles.get(owner.getClass()).getter.invokeExact(owner);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /** Sets the field of the class named {@code declaring}. Returns whether there is one. */
  boolean set(Object owner, Class<?> declaring, Object value) {
    MethodHandle setter = handles.get(declaring).setter;
    if (setter == null) {
      return false;
    }
    try {
      setter.invokeExact(owner, value);
      return true;
    } catch (Throwable refused) {
      return false;
    }
  }

  private Handles find(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      try {
        return handles(at.getDeclaredField(name));
      } catch (NoSuchFieldException inherited) {
        // The class above may have it.
      } catch (IllegalAccessException | RuntimeException | LinkageError closed) {
        return new Handles(NO_FIELD, null);
      }
    }
    return new Handles(NO_FIELD, null);
  }

  private Handles handles(Field field) throws IllegalAccessException {
    opener.open(field.getDeclaringClass());
    field.setAccessible(true);
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType get = MethodType.methodType(Object.class, Object.class);
    MethodType set = MethodType.methodType(void.class, Object.class, Object.class);
    return new Handles(
        lookup.unreflectGetter(field).asType(get), lookup.unreflectSetter(field).asType(set));
  }
}
