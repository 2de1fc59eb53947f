package dev.reflow.tracing.weave;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Calls classes that the tests cannot name, because they are loaded by another loader. */
final class Reflect {

  private Reflect() {}

  static Object make(Class<?> type, @Nullable Object... arguments) {
    try {
      Constructor<?> constructor =
          Arrays.stream(type.getDeclaredConstructors())
              .filter(candidate -> candidate.getParameterCount() == arguments.length)
              .findFirst()
              .orElseThrow();
      return open(constructor).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Calls the method of {@code self}'s class or a superclass with such parameters. */
  static @Nullable Object call(
      Object self, String method, Class<?>[] parameters, @Nullable Object... arguments)
      throws Throwable {
    Class<?> type = self instanceof Class<?> itself ? itself : self.getClass();
    try {
      return open(find(type, method, parameters)).invoke(self, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** Calls {@code sendMessage(Object)}. */
  static @Nullable Object send(Object connector, @Nullable Object message) throws Throwable {
    return call(connector, "sendMessage", new Class<?>[] {Object.class}, message);
  }

  static @Nullable Object get(Object self, String field) {
    try {
      return open(self.getClass().getDeclaredField(field)).get(self);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static void set(Object self, String field, Object value) {
    try {
      Field found = open(self.getClass().getDeclaredField(field));
      found.set(self, value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Method find(Class<?> type, String name, Class<?>[] parameters)
      throws NoSuchMethodException {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && Arrays.equals(method.getParameterTypes(), parameters)) {
          return method;
        }
      }
    }
    return type.getMethod(name, parameters);
  }

  private static <T extends AccessibleObject> T open(T member) {
    member.setAccessible(true);
    return member;
  }
}
