package dev.reflow.tracing.content;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Collections and maps of the JDK's that can be walked through without a lock and without calling
 * anything of the application's: these very classes, since a subclass may do anything. Stateless;
 * any thread.
 */
final class Containers {

  private static final Set<Class<?>> COLLECTIONS =
      classes(
          ArrayList.class,
          LinkedList.class,
          ArrayDeque.class,
          HashSet.class,
          LinkedHashSet.class,
          TreeSet.class,
          CopyOnWriteArrayList.class,
          CopyOnWriteArraySet.class,
          List.of().getClass(),
          List.of(1).getClass(),
          Set.of().getClass(),
          Set.of(1).getClass(),
          Arrays.asList(1).getClass(),
          Collections.emptyList().getClass(),
          Collections.emptySet().getClass(),
          Collections.singletonList(1).getClass(),
          Collections.singleton(1).getClass());

  private static final Set<Class<?>> MAPS =
      classes(
          HashMap.class,
          LinkedHashMap.class,
          TreeMap.class,
          ConcurrentHashMap.class,
          EnumMap.class,
          Map.of().getClass(),
          Map.of(1, 1).getClass(),
          Collections.emptyMap().getClass(),
          Collections.singletonMap(1, 1).getClass());

  /** Views that change nothing of what is behind them, and where that is. */
  private static final Map<Class<?>, Long> VIEWS = views();

  private Containers() {}

  /** Not {@code Set.of}, which takes none twice: what the JDK returns may be of one class. */
  private static Set<Class<?>> classes(Class<?>... classes) {
    return new HashSet<>(Arrays.asList(classes));
  }

  @SuppressWarnings("JdkObsolete") // its view is of another class
  private static Map<Class<?>, Long> views() {
    Map<Class<?>, Long> views = new HashMap<>();
    for (Collection<?> view :
        List.of(
            Collections.unmodifiableCollection(new ArrayList<>()),
            Collections.unmodifiableList(new ArrayList<>()),
            Collections.unmodifiableList(new LinkedList<>()),
            Collections.unmodifiableSet(new HashSet<>()),
            Collections.unmodifiableSortedSet(new TreeSet<>()))) {
      views.put(view.getClass(), offset(view.getClass(), "c"));
    }
    for (Map<?, ?> view :
        List.of(
            Collections.unmodifiableMap(new HashMap<>()),
            Collections.unmodifiableSortedMap(new TreeMap<>()))) {
      views.put(view.getClass(), offset(view.getClass(), "m"));
    }
    return views;
  }

  private static long offset(Class<?> view, String field) {
    for (Class<?> at = view; at != null; at = at.getSuperclass()) {
      for (Field declared : at.getDeclaredFields()) {
        if (declared.getName().equals(field)) {
          return Fields.offsetOf(at, field);
        }
      }
    }
    throw new IllegalStateException(view + " has no field " + field);
  }

  /** What is behind {@code value} where it only wraps something, itself where it does not. */
  static @Nullable Object unwrapped(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (value.getClass() == AtomicReference.class) {
      return ((AtomicReference<?>) value).get();
    }
    Long offset = VIEWS.get(value.getClass());
    return offset == null ? value : Fields.reference(value, offset);
  }

  /** The same as a collection where it can be walked through; else null. */
  static @Nullable Collection<?> asCollection(Object value) {
    return COLLECTIONS.contains(value.getClass()) ? (Collection<?>) value : null;
  }

  /** The same as a map where it can be walked through; else null. */
  static @Nullable Map<?, ?> asMap(Object value) {
    return MAPS.contains(value.getClass()) ? (Map<?, ?>) value : null;
  }
}
