package dev.reflow.tracing.weave;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.rule.CarrierRule;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.ReceiverRule;
import dev.reflow.tracing.rule.Rules;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;

/**
 * Weaves the classes of this JVM by a set of rules. {@link #install} and {@link #close} are for the
 * runtime; each is called once.
 */
public final class Weaver implements AutoCloseable {

  private final Instrumentation instrumentation;
  private final Rules rules;
  private final RuleReport report;
  private final Log log;
  private final WeaveTransformer transformer;
  private final ApiTransformer api;

  /**
   * A weaver that does nothing yet.
   *
   * @param registry gives woven methods their numbers
   * @param report hears of every rule what became of it
   */
  public Weaver(
      Instrumentation instrumentation,
      Rules rules,
      SiteRegistry registry,
      RuleReport report,
      Log log) {
    this.instrumentation = instrumentation;
    this.rules = rules;
    this.report = report;
    this.log = log;
    this.transformer = new WeaveTransformer(rules, registry, report, log);
    this.api = new ApiTransformer(log);
  }

  /** Weaves the classes that are loaded from now on. */
  public void install() {
    for (ConnectorRule rule : rules.connectors()) {
      report.connector(rule.name()).loaded();
    }
    for (ReceiverRule rule : rules.receivers()) {
      report.receiver(rule.name()).loaded();
    }
    for (CarrierRule rule : rules.carriers()) {
      report.carrier(rule.name()).loaded();
    }
    instrumentation.addTransformer(transformer, true);
    instrumentation.addTransformer(api, true);
  }

  /**
   * Weaves the JDK's executors, all of them now: some are loaded before any agent. Takes the time
   * to load Byte Buddy on the calling thread.
   */
  public void installTasks() {
    TaskTransformer tasks = new TaskTransformer(log);
    List<Class<?>> types = tasks.types();
    instrumentation.addTransformer(tasks, true);
    types.forEach(this::retransform);
  }

  /**
   * Weaves the classes that were loaded before {@link #install}; they get no fields. Takes a look
   * at every loaded class, so it is for the agent's own thread.
   *
   * @return how many classes were transformed anew
   */
  public int retransformLoaded() {
    int transformed = 0;
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isWanted(type)) {
        retransform(type);
        transformed++;
      }
    }
    return transformed;
  }

  /** Loads what weaving needs, so that the first class to be woven need not wait for it. */
  public void warmUp() {
    WeaveTransformer.warmUp();
  }

  /**
   * Weaves no further class. Those woven stay so, and call a gate that the runtime has closed; the
   * transformer stays as well, or another agent could no longer retransform them.
   */
  @Override
  public void close() {
    transformer.close();
  }

  private boolean isWanted(Class<?> type) {
    try {
      return !type.isArray()
          && !type.isPrimitive()
          && !type.isHidden()
          && instrumentation.isModifiableClass(type)
          && (ApiTransformer.wants(type) || transformer.wants(type));
    } catch (RuntimeException | LinkageError e) {
      log.debug("cannot look at loaded " + type.getName() + ": " + e);
      return false;
    }
  }

  /** One at a time: one that cannot be transformed would fail all those given with it. */
  private void retransform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      log.warn("cannot weave loaded " + type.getName() + ", it runs untraced: " + e);
    }
  }
}
