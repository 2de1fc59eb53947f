package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.Gate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * What is inlined at the entry of a connector's send whose rule reads one more argument than the
 * message: no array is made for it. Its exit is {@link SendAdvice}'s. Never called: only its
 * bytecode is copied, so the method is one call and nothing else.
 */
final class SendWithOtherAdvice {

  private SendWithOtherAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Binding.SiteNumber int site,
      @Advice.This(optional = true) @Nullable Object self,
      @Binding.State @Nullable Object state,
      @Binding.Message @Nullable Object message,
      @Binding.Other @Nullable Object other) {
    return Gate.enterWithOther(site, self, state, message, other);
  }
}
