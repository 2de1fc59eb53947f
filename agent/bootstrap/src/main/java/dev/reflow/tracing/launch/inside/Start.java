package dev.reflow.tracing.launch.inside;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent's start as seen from inside its loader: first the gate, then the runtime behind it. */
public final class Start {

  private static final String RUNTIME = "dev.reflow.tracing.runtime.AgentRuntime";

  private Start() {}

  /**
   * Starts the agent. Called by the launch on the JVM's first thread; returns before the agent is
   * up.
   *
   * @param bootClasses class files for the boot loader, supertypes first
   */
  public static void start(
      List<byte[]> bootClasses,
      Instrumentation instrumentation,
      @Nullable String argument,
      Path agentJar,
      boolean attached)
      throws Throwable {
    BootClasses.define(bootClasses);
    NativeAccess.grant(Start.class.getClassLoader());
    try {
      Class.forName(RUNTIME)
          .getMethod("start", Instrumentation.class, String.class, Path.class, boolean.class)
          .invoke(null, instrumentation, argument, agentJar, attached);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
