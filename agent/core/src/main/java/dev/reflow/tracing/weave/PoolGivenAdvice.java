package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.TaskGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * What is inlined before a pool takes the task that is its second argument. Never called: only its
 * bytecode is copied, so each method is one call and nothing else.
 */
final class PoolGivenAdvice {

  private PoolGivenAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object pool, @Advice.Argument(1) @Nullable Object task) {
    TaskGate.giveTo(pool, task);
  }
}
