package dev.reflow.tracing.launch;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
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

  private static final String ENTRY = "dev.reflow.tracing.entry.AgentEntry";

  /** Packages of {@code java.base} that the agent reaches into. */
  private static final String[] OPENED = {"jdk.internal.access", "jdk.internal.misc"};

  private Launch() {}

  static void start(@Nullable String argument, Instrumentation instrumentation, boolean attached)
      throws Throwable {
    if (System.getProperties().putIfAbsent(RUNNING, "true") != null) {
      System.err.println("reflow: the agent runs in this JVM already; it is not started again");
      return;
    }
    try {
      AgentLoader loader = AgentLoader.forAgent(AgentJar.path());
      open(instrumentation, loader.getUnnamedModule());
      enter(loader, argument, instrumentation, attached);
    } catch (Throwable failure) {
      System.clearProperty(RUNNING);
      throw failure;
    }
  }

  private static void open(Instrumentation instrumentation, Module agent) {
    Set<Module> toAgent = Set.of(agent);
    Map<String, Set<Module>> opens = new HashMap<>();
    for (String name : OPENED) {
      opens.put(name, toAgent);
    }
    // What is open at run time is exported too.
    instrumentation.redefineModule(
        Object.class.getModule(), Set.of(), Map.of(), opens, Set.of(), Map.of());
  }

  private static void enter(
      AgentLoader loader,
      @Nullable String argument,
      Instrumentation instrumentation,
      boolean attached)
      throws Throwable {
    try {
      loader
          .loadClass(ENTRY)
          .getMethod(attached ? "agentmain" : "premain", String.class, Instrumentation.class)
          .invoke(null, argument, instrumentation);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
