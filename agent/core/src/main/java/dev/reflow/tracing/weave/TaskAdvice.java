package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.TaskGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * What is inlined around the running of a task that was handed over. Never called: only its
 * bytecode is copied, so each method is one call and nothing else.
 */
final class TaskAdvice {

  private TaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This Object task) {
    return TaskGate.begin(task);
  }

  @Advice.OnMethodExit(
      suppress = Throwable.class,
      onThrowable = Throwable.class,
      backupArguments = false)
  static void exit(@Advice.Enter @Nullable Object token) {
    TaskGate.end(token);
  }
}
