package dev.reflow.tracing.weave;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.isPrivate;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.reflow.tracing.health.Log;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the JDK's executors, so that what causes a task's sends goes with the task. Only in place
 * when the user asks for it. Nothing is wrapped and nothing replaced: tasks stay the objects that
 * they are (ADR 0024). Runs on whichever thread transforms a class, and never throws.
 */
final class TaskTransformer implements ClassFileTransformer {

  private static final String CONCURRENT = "java.util.concurrent.";
  private static final String FUTURE = CONCURRENT + "CompletableFuture$";

  /** The kinds of stages; a relay runs nothing, but is to be forgotten when it is through. */
  private static final List<String> STAGES =
      List.of(
          "UniApply",
          "UniAccept",
          "UniRun",
          "UniWhenComplete",
          "UniHandle",
          "UniExceptionally",
          "UniComposeExceptionally",
          "UniCompose",
          "UniRelay",
          "BiApply",
          "BiAccept",
          "BiRun",
          "BiRelay",
          "OrApply",
          "OrAccept",
          "OrRun");

  private final Map<String, List<AsmVisitorWrapper>> wrappers = new HashMap<>();
  private final TaskWeaver weaver = new TaskWeaver();
  private final Log log;

  TaskTransformer(Log log) {
    this.log = log;
    pools();
    threads();
    futures();
  }

  private void pools() {
    String pool = CONCURRENT + "ThreadPoolExecutor";
    add(pool, TaskGivenAdvice.class, named("execute"));
    add(pool, WorkerEndAdvice.class, named("processWorkerExit"));
    wrappers(pool).add(new TaskCalls("runWorker"));
    String scheduled = CONCURRENT + "ScheduledThreadPoolExecutor";
    add(scheduled, TaskGivenAdvice.class, named("delayedExecute"));
    String forkJoin = CONCURRENT + "ForkJoinPool";
    // JDK 17 has the first; from 21 on the second is behind all that is submitted.
    add(forkJoin, TaskGivenAdvice.class, named("externalSubmit").and(isPrivate()));
    add(forkJoin, PoolGivenAdvice.class, named("poolSubmit").and(takesArguments(2)));
    add(forkJoin, TaskGivenAdvice.class, named("scheduleDelayedTask"));
    add(CONCURRENT + "ForkJoinTask", TaskStartedAdvice.class, named("fork"));
    add(CONCURRENT + "ForkJoinTask", TaskAdvice.class, named("doExec"));
  }

  private void threads() {
    add("java.lang.VirtualThread", TaskStartedAdvice.class, named("start").and(takesArguments(1)));
    add(
        CONCURRENT + "ThreadPerTaskExecutor",
        TaskGivenAdvice.class,
        named("start").and(takesArgument(0, named("java.lang.Thread"))));
  }

  private void futures() {
    for (String task : List.of("AsyncSupply", "AsyncRun")) {
      add(FUTURE + task, TaskMadeAdvice.class, isConstructor());
      add(FUTURE + task, TaskAdvice.class, named("run"));
    }
    add(FUTURE + "UniCompletion", StageMadeAdvice.class, isConstructor());
    for (String stage : STAGES) {
      add(FUTURE + stage, StageAdvice.class, named("tryFire"));
    }
  }

  private void add(String type, Class<?> advice, ElementMatcher<MethodDescription> methods) {
    wrappers(type).add(weaver.advice(advice, methods));
  }

  private List<AsmVisitorWrapper> wrappers(String type) {
    return wrappers.computeIfAbsent(type, unknown -> new ArrayList<>());
  }

  /** The classes that are to be woven, as far as this JDK has them. Loads them. */
  List<Class<?>> types() {
    List<Class<?>> types = new ArrayList<>();
    for (String name : wrappers.keySet()) {
      try {
        types.add(Class.forName(name, false, null));
      } catch (ClassNotFoundException ofAnotherJdk) {
        log.debug("this JDK has no " + name);
      }
    }
    return types;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader != null || internalName == null) {
      return null;
    }
    String name = internalName.replace('/', '.');
    List<AsmVisitorWrapper> of = wrappers.get(name);
    if (of == null) {
      return null;
    }
    try {
      return weaver.weave(name, classFile, of);
    } catch (Throwable e) {
      // Whatever it is, the class is to stay as it was written.
      log.warn("causes are not handed over by " + name + ", it cannot be woven: " + e);
      return null;
    }
  }
}
