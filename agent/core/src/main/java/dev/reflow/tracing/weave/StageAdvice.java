package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.TaskGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * What is inlined around the look at a stage, which runs it once it can. Never called: only its
 * bytecode is copied, so each method is one call and nothing else.
 */
final class StageAdvice {

  private StageAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This Object stage) {
    return TaskGate.beginStage(stage);
  }

  @Advice.OnMethodExit(
      suppress = Throwable.class,
      onThrowable = Throwable.class,
      backupArguments = false)
  static void exit(@Advice.Enter @Nullable Object token, @Advice.This Object stage) {
    TaskGate.endStage(token, stage);
  }
}
