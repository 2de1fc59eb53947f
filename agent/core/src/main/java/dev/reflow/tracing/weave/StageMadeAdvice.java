package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.TaskGate;
import net.bytebuddy.asm.Advice;

/**
 * What is inlined behind the constructor of a future's stage. Never called: only its bytecode is
 * copied, so each method is one call and nothing else.
 */
final class StageMadeAdvice {

  private StageMadeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, backupArguments = false)
  static void exit(@Advice.This(optional = true) Object stage) {
    TaskGate.attach(stage);
  }
}
