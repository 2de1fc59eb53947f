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

  /** The field of {@code type} that its {@code size()} would return; null where it is called. */
  static @Nullable Field countField(Class<?> type) throws NoSuchFieldException {
    String count = COUNT_FIELDS.get(type);
    return count == null ? null : type.getDeclaredField(count);
  }

  /** Calls the {@code size()} of a {@code type}; null where that cannot be done cheaply. */
  static @Nullable MethodHandle handle(Class<?> type) throws ReflectiveOperationException {
    for (Class<?> cheap : CHEAP) {
      if (cheap == type) {
        return MethodHandles.lookup().unreflect(type.getMethod("size"));
      }
    }
    return null;
  }
}
