package dev.reflow.tracing.runtime;

import java.lang.reflect.Method;

/**
 * Runs the agent's stop when the JVM exits: after the application's own shutdown hooks, which may
 * send too, where the JDK lets it; beside them otherwise.
 */
final class ExitHook {

  /**
   * The JDK uses slots 0 to 2 of ten; the second runs the application's hooks and waits for them.
   */
  private static final int SLOT = 7;

  private ExitHook() {}

  static void register(ModuleOpening opening, Runnable stop) {
    try {
      registerAfterApplication(opening, stop);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError notOnThisJdk) {
      Runtime.getRuntime().addShutdownHook(new Thread(null, stop, "reflow-stop", 0, false));
    }
  }

  private static void registerAfterApplication(ModuleOpening opening, Runnable stop)
      throws ReflectiveOperationException {
    opening.open(Object.class.getModule(), "jdk.internal.access");
    Object access =
        Class.forName("jdk.internal.access.SharedSecrets")
            .getMethod("getJavaLangAccess")
            .invoke(null);
    Method register =
        Class.forName("jdk.internal.access.JavaLangAccess")
            .getMethod("registerShutdownHook", int.class, boolean.class, Runnable.class);
    register.invoke(access, SLOT, false, stop);
  }
}
