package dev.reflow.tracing.entry;

import dev.reflow.tracing.runtime.AgentRuntime;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The first class of the agent in its own loader; the launch calls it by name.
 *
 * <p>Its methods look like the JVM's call of the agent on purpose: a JDK later than 17 makes code
 * for each new shape of reflective call, which takes tens of milliseconds, and has done so for this
 * one already.
 */
public final class AgentEntry {

  private AgentEntry() {}

  /** Starts the agent before the application's {@code main}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation)
      throws URISyntaxException {
    start(argument, instrumentation, false);
  }

  /** Starts the agent in an application that runs. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation)
      throws URISyntaxException {
    start(argument, instrumentation, true);
  }

  private static void start(
      @Nullable String argument, Instrumentation instrumentation, boolean attached)
      throws URISyntaxException {
    ClassLoader loader = AgentEntry.class.getClassLoader();
    BootClasses.define(bootClassFiles(loader));
    NativeAccess.grant(loader);
    Path jar =
        Path.of(AgentEntry.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    AgentRuntime.start(instrumentation, argument, jar, attached);
  }

  /** The loader's own type is on the application's side: what both sides know is the JDK. */
  @SuppressWarnings("unchecked")
  private static List<byte[]> bootClassFiles(ClassLoader loader) {
    return ((Supplier<List<byte[]>>) loader).get();
  }
}
