package dev.reflow.tracing.launch;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent, once in a JVM: makes its loader, gives that loader's module the rights it needs
 * and hands over to the classes inside.
 *
 * <p>All of this stands between the JVM and the application's {@code main}, so it loads as few
 * classes as it can; no lambdas, no streams, no formatting.
 */
final class Launch {

  /** A system property and not a static, because a second agent comes with classes of its own. */
  static final String RUNNING = "dev.reflow.tracing.running";

  private static final String INSIDE = "dev.reflow.tracing.launch.inside.Start";

  /** Packages of {@code java.base} that Chronicle and the agent reach into. */
  private static final String[] OPENED = {
    "java.lang",
    "java.lang.reflect",
    "java.io",
    "java.util",
    "java.nio",
    "sun.nio.ch",
    "jdk.internal.ref",
    "jdk.internal.misc"
  };

  private Launch() {}

  static void start(@Nullable String argument, Instrumentation instrumentation, boolean attached)
      throws Throwable {
    if (System.getProperties().putIfAbsent(RUNNING, "true") != null) {
      System.err.println("reflow: the agent runs in this JVM already; it is not started again");
      return;
    }
    try {
      Path jar = AgentJar.path();
      AgentLoader loader = AgentLoader.forAgent(jar);
      open(instrumentation, loader.getUnnamedModule());
      enter(loader, argument, instrumentation, jar, attached);
    } catch (Throwable failure) {
      System.clearProperty(RUNNING);
      throw failure;
    }
  }

  private static void open(Instrumentation instrumentation, Module agent) {
    Set<Module> toAgent = Set.of(agent);
    Map<String, Set<Module>> packages = new HashMap<>();
    for (String name : OPENED) {
      packages.put(name, toAgent);
    }
    instrumentation.redefineModule(
        Object.class.getModule(), Set.of(), packages, packages, Set.of(), Map.of());
  }

  private static void enter(
      AgentLoader loader,
      @Nullable String argument,
      Instrumentation instrumentation,
      Path jar,
      boolean attached)
      throws Throwable {
    try {
      loader
          .loadClass(INSIDE)
          .getMethod(
              "start", List.class, Instrumentation.class, String.class, Path.class, boolean.class)
          .invoke(null, loader.bootClasses(), instrumentation, argument, jar, attached);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
