package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Log;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;

/**
 * Loads the modules of the JDK that the agent needs and the application does not: with {@code java
 * -m} the JVM takes in no more than the application's modules ask for. Stateless; agent's thread.
 */
final class JdkModules {

  private static final String LOADER_PACKAGE = "jdk.internal.module";

  private JdkModules() {}

  /**
   * Loads each missing one of {@code modules}, as the JDK itself does for an agent that is attached
   * later: there is no public way that puts a module where the platform's class loader finds it.
   */
  static void load(ModuleOpening opening, Log log, Set<String> modules) {
    for (String module : modules) {
      if (ModuleLayer.boot().findModule(module).isEmpty()) {
        opening.open(Object.class.getModule(), LOADER_PACKAGE);
        load(module, log);
      }
    }
  }

  private static void load(String module, Log log) {
    try {
      Class.forName(LOADER_PACKAGE + ".Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, module);
    } catch (InvocationTargetException e) {
      log.warn("this JVM has no module " + module + ", which tracing needs: " + e.getCause());
    } catch (ReflectiveOperationException e) {
      log.warn("cannot load module " + module + ", start with --add-modules " + module + ": " + e);
    }
  }
}
