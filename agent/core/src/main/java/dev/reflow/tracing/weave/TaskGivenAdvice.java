package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.TaskGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * What is inlined before an executor takes the task that is its first argument. Never called: only
 * its bytecode is copied, so each method is one call and nothing else.
 */
final class TaskGivenAdvice {

  private TaskGivenAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) @Nullable Object task) {
    TaskGate.give(task);
  }
}
