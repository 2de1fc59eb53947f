package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.TaskGate;
import net.bytebuddy.asm.Advice;

/**
 * What is inlined behind the constructor of a task that is handed over for sure. Never called: only
 * its bytecode is copied, so each method is one call and nothing else.
 */
final class TaskMadeAdvice {

  private TaskMadeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, backupArguments = false)
  static void exit(@Advice.This(optional = true) Object task) {
    TaskGate.give(task);
  }
}
