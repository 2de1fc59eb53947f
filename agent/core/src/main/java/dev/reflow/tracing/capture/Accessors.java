package dev.reflow.tracing.capture;

import dev.reflow.tracing.capture.Accessor.Failures;
import dev.reflow.tracing.capture.Accessor.Way;
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
        return sizeAccessor(type, step.name());
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

  private Accessor sizeAccessor(Class<?> type, String name) throws ReflectiveOperationException {
    Field count = CollectionSize.countField(type);
    return count == null
        ? byHandle(type, name, CollectionSize.handle(type))
        : accessor(type, name, Way.INT_FIELD, FieldMemory.offset(count), null);
  }

  private Accessor fieldAccessor(Class<?> type, Field field) throws IllegalAccessException {
    if (Modifier.isStatic(field.getModifiers())) {
      open(field.getDeclaringClass(), field);
      MethodHandle getter = LOOKUP.unreflectGetter(field);
      return byHandle(type, field.getName(), MethodHandles.dropArguments(getter, 0, Object.class));
    }
    Way way = fieldWay(field.getType());
    if (way == null) {
      open(field.getDeclaringClass(), field);
      return byHandle(type, field.getName(), LOOKUP.unreflectGetter(field));
    }
    return accessor(type, field.getName(), way, FieldMemory.offset(field), null);
  }

  private static @Nullable Way fieldWay(Class<?> type) {
    if (!type.isPrimitive()) {
      return Way.OBJECT_FIELD;
    }
    if (type == long.class) {
      return Way.LONG_FIELD;
    }
    if (type == int.class) {
      return Way.INT_FIELD;
    }
    if (type == short.class) {
      return Way.SHORT_FIELD;
    }
    return type == byte.class ? Way.BYTE_FIELD : null;
  }

  private Accessor methodAccessor(Class<?> type, Method method) throws IllegalAccessException {
    String member = method.getName() + "()";
    Accessor known = found.get(type).get(member);
    if (known != null) {
      return known;
    }
    Class<?> gives = method.getReturnType();
    Object spun =
        isWhole(gives)
            ? SpunGetter.toLong(method)
            : gives.isPrimitive() ? null : SpunGetter.toObject(method);
    if (spun == null) {
      open(method.getDeclaringClass(), method);
      return byHandle(type, member, LOOKUP.unreflect(method));
    }
    Way way = isWhole(gives) ? Way.LONG_FUNCTION : Way.OBJECT_FUNCTION;
    return accessor(type, member, way, 0, spun);
  }

  private void open(Class<?> declaring, AccessibleObject member) {
    opener.open(declaring);
    member.setAccessible(true);
  }

  private Accessor byHandle(Class<?> type, String member, @Nullable MethodHandle handle) {
    if (handle == null) {
      return Accessor.ABSENT;
    }
    Class<?> gives = handle.type().returnType();
    if (isWhole(gives)) {
      return byHandle(type, member, handle, Way.LONG_HANDLE, long.class);
    }
    if (gives == double.class || gives == float.class) {
      return byHandle(type, member, handle, Way.DOUBLE_HANDLE, double.class);
    }
    return gives == boolean.class
        ? byHandle(type, member, handle, Way.BOOLEAN_HANDLE, boolean.class)
        : byHandle(type, member, handle, Way.OBJECT_HANDLE, Object.class);
  }

  private Accessor byHandle(
      Class<?> type, String member, MethodHandle handle, Way way, Class<?> gives) {
    MethodHandle generic = handle.asType(MethodType.methodType(gives, Object.class));
    return accessor(type, member, way, 0, generic);
  }

  private Accessor accessor(
      Class<?> type, String member, Way way, long offset, @Nullable Object getter) {
    return found
        .get(type)
        .computeIfAbsent(
            member,
            name -> new Accessor(type.getName() + "." + name, way, offset, getter, failures));
  }

  private static boolean isWhole(Class<?> type) {
    return type == int.class || type == long.class || type == short.class || type == byte.class;
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
