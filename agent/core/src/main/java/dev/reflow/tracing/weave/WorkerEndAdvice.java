package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.TaskGate;
import net.bytebuddy.asm.Advice;

/**
 * What is inlined before a pool's thread comes to its end, perhaps by a task's exception. Never
 * called: only its bytecode is copied, so each method is one call and nothing else.
 */
final class WorkerEndAdvice {

  private WorkerEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    TaskGate.endTask();
  }
}
