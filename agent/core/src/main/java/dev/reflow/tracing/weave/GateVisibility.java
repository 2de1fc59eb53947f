package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.Gate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows which class loaders find the gate: those of OSGi and JBoss hide the boot loader's packages
 * unless they are told otherwise. Any thread.
 */
final class GateVisibility {

  private final Map<ClassLoader, Boolean> known = Collections.synchronizedMap(new WeakHashMap<>());

  /** Whether code in {@code loader} can call the gate. */
  boolean isSeenBy(@Nullable ClassLoader loader) {
    if (loader == null) {
      return Gate.class.getClassLoader() == null;
    }
    Boolean seen = known.get(loader);
    if (seen == null) {
      // Not under the map's lock: this runs the loader's own code.
      seen = finds(loader);
      known.put(loader, seen);
    }
    return seen;
  }

  /** What a user is told of a loader that does not see the gate. */
  static String reason(@Nullable ClassLoader loader) {
    return "loader "
        + (loader == null ? "of the JDK" : loader.getClass().getName())
        + " does not see dev.reflow.tracing.bootstrap: add it to the boot delegation";
  }

  private static boolean finds(ClassLoader loader) {
    try {
      return Class.forName(Gate.class.getName(), false, loader) == Gate.class;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
