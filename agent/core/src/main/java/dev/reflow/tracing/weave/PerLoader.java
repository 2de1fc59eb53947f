package dev.reflow.tracing.weave;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known by class loader and name, forgotten together with the loader. Any thread.
 *
 * <p>Values must not refer to the loader, or it would never go. Nothing is computed under a lock:
 * looking a class up may run a loader's own code, which may load classes and come back here.
 *
 * @param <V> what is known
 */
final class PerLoader<V> {

  private final Map<ClassLoader, Map<String, V>> byLoader =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Map<String, V> boot = new ConcurrentHashMap<>();

  @Nullable V get(@Nullable ClassLoader loader, String name) {
    return of(loader).get(name);
  }

  void put(@Nullable ClassLoader loader, String name, V value) {
    of(loader).put(name, value);
  }

  private Map<String, V> of(@Nullable ClassLoader loader) {
    return loader == null
        ? boot
        : byLoader.computeIfAbsent(loader, key -> new ConcurrentHashMap<>());
  }
}
