package dev.reflow.tracing.capture;

/** Opens the package of a class to the agent, where a named module keeps it closed. Any thread. */
@FunctionalInterface
public interface ModuleOpener {

  /** Does nothing where the package is open already. */
  void open(Class<?> type);
}
