package dev.reflow.tracing.capture;

import dev.reflow.tracing.capture.Accessor.Failures;
import dev.reflow.tracing.capture.Accessor.Kind;
import dev.reflow.tracing.rule.Step;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds accessors: of any visibility, own or inherited, in any module. Any thread; for resolving,
 * not for each send.
 */
final class Accessors {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private final ModuleOpener opener;
  private final Failures failures;

  /** One accessor for a member, however many steps read it: its failures are counted together. */
  private final ClassValue<Map<String, Accessor>> found =
      new ClassValue<>() {
        @Override
        protected Map<String, Accessor> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  Accessors(ModuleOpener opener, Failures failures) {
    this.opener = opener;
    this.failures = failures;
  }

  /**
   * What {@code step} reads of a {@code type}; {@link Accessor#ABSENT} where it has no such member.
   */
  Accessor find(Class<?> type, Step step) {
    try {
      if (step.method() && CollectionSize.reads(type, step.name())) {
        return accessor(type, step.name(), CollectionSize.handle(opener, type));
      }
      if (!step.method()) {
        Field field = field(type, step.name());
        if (field != null) {
          return fieldAccessor(type, field);
        }
      }
      Method method = method(type, step.name());
      if (method != null) {
        return methodAccessor(type, method);
      }
      // A Kotlin object keeps its properties in static fields.
      Field shared = step.method() ? null : staticField(type, step.name());
      return shared == null ? Accessor.ABSENT : fieldAccessor(type, shared);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unreadable) {
      failures.failed(type.getName() + "." + step.name(), unreadable);
      return Accessor.ABSENT;
    }
  }

  private Accessor fieldAccessor(Class<?> type, Field field) throws IllegalAccessException {
    open(field.getDeclaringClass(), field);
    MethodHandle getter = LOOKUP.unreflectGetter(field);
    boolean isStatic = Modifier.isStatic(field.getModifiers());
    return accessor(
        type,
        field.getName(),
        isStatic ? MethodHandles.dropArguments(getter, 0, Object.class) : getter);
  }

  private Accessor methodAccessor(Class<?> type, Method method) throws IllegalAccessException {
    open(method.getDeclaringClass(), method);
    return accessor(type, method.getName() + "()", LOOKUP.unreflect(method));
  }

  private void open(Class<?> declaring, AccessibleObject member) {
    opener.open(declaring);
    member.setAccessible(true);
  }

  private Accessor accessor(Class<?> type, String member, @Nullable MethodHandle handle) {
    if (handle == null) {
      return Accessor.ABSENT;
    }
    Kind kind = kind(handle.type().returnType());
    Class<?> gives =
        switch (kind) {
          case OBJECT -> Object.class;
          case LONG -> long.class;
          case DOUBLE -> double.class;
          case BOOLEAN -> boolean.class;
        };
    MethodHandle generic = handle.asType(MethodType.methodType(gives, Object.class));
    return found
        .get(type)
        .computeIfAbsent(
            member, name -> new Accessor(type.getName() + "." + name, kind, generic, failures));
  }

  private static Kind kind(Class<?> type) {
    if (type == int.class || type == long.class || type == short.class || type == byte.class) {
      return Kind.LONG;
    }
    if (type == double.class || type == float.class) {
      return Kind.DOUBLE;
    }
    return type == boolean.class ? Kind.BOOLEAN : Kind.OBJECT;
  }

  private static @Nullable Field field(Class<?> type, String name) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
          return field;
        }
      }
    }
    return null;
  }

  private static @Nullable Field staticField(Class<?> type, String name) {
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().equals(name) && Modifier.isStatic(field.getModifiers())) {
        return field;
      }
    }
    return null;
  }

  private static @Nullable Method method(Class<?> type, String name) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      Method method = declaredMethod(at, name);
      if (method != null) {
        return method;
      }
    }
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      Method method = interfaceMethod(at, name);
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  private static @Nullable Method interfaceMethod(Class<?> type, String name) {
    for (Class<?> implemented : type.getInterfaces()) {
      Method method = declaredMethod(implemented, name);
      if (method == null) {
        method = interfaceMethod(implemented, name);
      }
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  private static @Nullable Method declaredMethod(Class<?> type, String name) {
    Method found = null;
    for (Method method : type.getDeclaredMethods()) {
      boolean reads =
          method.getName().equals(name)
              && method.getParameterCount() == 0
              && method.getReturnType() != void.class
              && !Modifier.isStatic(method.getModifiers());
      if (reads && (found == null || found.isBridge())) {
        found = method;
      }
    }
    return found;
  }
}
