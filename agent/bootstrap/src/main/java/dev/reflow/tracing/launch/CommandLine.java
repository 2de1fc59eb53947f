package dev.reflow.tracing.launch;

import java.lang.reflect.InvocationTargetException;

/** What {@code java -jar reflow-agent.jar} runs: the commands, in the agent's loader. */
public final class CommandLine {

  private static final String MAIN = "dev.reflow.tracing.cli.Main";

  private CommandLine() {}

  /** Hands {@code arguments} to the command line inside the jar. */
  public static void main(String[] arguments) throws Throwable {
    AgentLoader loader = AgentLoader.forCommandLine(AgentJar.path());
    Thread.currentThread().setContextClassLoader(loader);
    try {
      loader.loadClass(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
