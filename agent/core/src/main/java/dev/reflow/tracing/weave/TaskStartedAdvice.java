package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.TaskGate;
import net.bytebuddy.asm.Advice;

/**
 * What is inlined before a task, or a thread, hands itself over. Never called: only its bytecode is
 * copied, so each method is one call and nothing else.
 */
final class TaskStartedAdvice {

  private TaskStartedAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object task) {
    TaskGate.give(task);
  }
}
