package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.ModuleOpener;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Opens packages of named modules to the agent's own module, as only an agent can. Any thread. */
final class ModuleOpening implements ModuleOpener {

  private final Instrumentation instrumentation;
  private final Module agent = ModuleOpening.class.getModule();

  ModuleOpening(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  @Override
  public void open(Class<?> type) {
    Module module = type.getModule();
    String packageName = type.getPackageName();
    if (module.isNamed() && !module.isOpen(packageName, agent)) {
      open(module, packageName);
    }
  }

  /** Opens one package of {@code module}. */
  void open(Module module, String packageName) {
    instrumentation.redefineModule(
        module, Set.of(), Map.of(), Map.of(packageName, Set.of(agent)), Set.of(), Map.of());
  }
}
