package dev.reflow.tracing.cli;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's attach API, called by reflection: its module is missing from a JRE, and belongs to the
 * application loader, which the agent's own loader does not see. One thread.
 */
final class AttachApi {

  private static final String VIRTUAL_MACHINE = "com.sun.tools.attach.VirtualMachine";

  private final Class<?> virtualMachine;

  private AttachApi(Class<?> virtualMachine) {
    this.virtualMachine = virtualMachine;
  }

  /** The API of this JVM; ends the command where there is none. */
  static AttachApi find() {
    try {
      return new AttachApi(
          Class.forName(VIRTUAL_MACHINE, true, ClassLoader.getSystemClassLoader()));
    } catch (ClassNotFoundException e) {
      throw CommandException.failure(
          "this Java has no module jdk.attach, as a JRE has not: run attach with a JDK's java");
    }
  }

  /** Loads the agent {@code jar} into process {@code pid}; returns when it has begun to start. */
  void loadAgent(long pid, Path jar, @Nullable String argument) {
    try {
      Object machine =
          virtualMachine.getMethod("attach", String.class).invoke(null, Long.toString(pid));
      try {
        virtualMachine
            .getMethod("loadAgent", String.class, String.class)
            .invoke(machine, jar.toString(), argument);
      } finally {
        virtualMachine.getMethod("detach").invoke(machine);
      }
    } catch (InvocationTargetException e) {
      throw CommandException.failure("process " + pid + " " + reason(e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw CommandException.failure("the attach API of this Java cannot be called: " + e);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "cannot be attached to";
    }
    String kind = cause.getClass().getSimpleName();
    String text = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return switch (kind) {
      case "AttachNotSupportedException" ->
          "does not let itself be attached to: it is no HotSpot JVM, or started with"
              + " -XX:+DisableAttachMechanism ("
              + text
              + ")";
      case "AgentLoadException", "AgentInitializationException" ->
          "did not load the agent: " + text;
      default -> "cannot be attached to: " + describe(cause, text);
    };
  }

  private static String describe(Throwable cause, String text) {
    boolean foreign =
        cause instanceof IOException
            && text.toLowerCase(Locale.ROOT).matches(".*(permitted|permission|denied).*");
    return foreign ? "run attach as the process's own user (" + text + ")" : text;
  }
}
