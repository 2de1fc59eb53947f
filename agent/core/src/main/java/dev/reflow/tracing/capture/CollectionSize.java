package dev.reflow.tracing.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedList;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * How full one of the JDK's collections is, without its lock and without counting it through. Those
 * whose {@code size()} locks are read by the field that it would return; those that have no such
 * field ({@code ConcurrentLinkedQueue}, {@code LinkedTransferQueue}) have no size here.
 */
final class CollectionSize {

  private static final Map<Class<?>, String> COUNT_FIELDS =
      Map.of(
          ArrayBlockingQueue.class, "count",
          LinkedBlockingDeque.class, "count",
          PriorityBlockingQueue.class, "size");

  private static final Class<?>[] CHEAP = {
    LinkedBlockingQueue.class,
    ArrayDeque.class,
    ArrayList.class,
    LinkedList.class,
    PriorityQueue.class
  };

  private CollectionSize() {}

  /** Whether {@code member} of {@code type} is a size that this class answers for. */
  static boolean reads(Class<?> type, String member) {
    return member.equals("size")
        && Collection.class.isAssignableFrom(type)
        && type.getClassLoader() == null;
  }

  /** Reads the size of a {@code type}; null where that cannot be done cheaply. */
  static @Nullable MethodHandle handle(ModuleOpener opener, Class<?> type)
      throws ReflectiveOperationException {
    String count = COUNT_FIELDS.get(type);
    if (count != null) {
      Field field = type.getDeclaredField(count);
      opener.open(type);
      field.setAccessible(true);
      return MethodHandles.lookup().unreflectGetter(field);
    }
    for (Class<?> cheap : CHEAP) {
      if (cheap == type) {
        return MethodHandles.lookup().unreflect(type.getMethod("size"));
      }
    }
    return null;
  }
}
