package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.Gate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * What is inlined behind a carrier's constructor. Never called: only its bytecode is copied, so the
 * method is one call and the store of what it gives.
 */
final class OriginAdvice {

  private OriginAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, backupArguments = false)
  // The parameter stands for the carrier's field: the assignment is the store.
  @SuppressWarnings({"AssignmentToParameter", "UnusedVariable"})
  static void exit(
      @Advice.This(optional = true) @Nullable Object carrier,
      @Binding.Origin @Nullable Object origin) {
    origin = Gate.origin(carrier);
  }
}
