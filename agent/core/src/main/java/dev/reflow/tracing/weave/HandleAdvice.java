package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.Gate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * What is inlined around a receiver's handling of a message. Never called: only its bytecode is
 * copied, so each method is one call and nothing else.
 */
final class HandleAdvice {

  private HandleAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Binding.SiteNumber int site,
      @Advice.This(optional = true) @Nullable Object self,
      @Binding.State @Nullable Object state,
      @Binding.Message @Nullable Object message,
      @Binding.Arguments @Nullable Object @Nullable [] arguments) {
    return Gate.beginHandling(site, self, state, message, arguments);
  }

  @Advice.OnMethodExit(
      suppress = Throwable.class,
      onThrowable = Throwable.class,
      backupArguments = false)
  static void exit(
      @Advice.Enter @Nullable Object token, @Advice.Thrown @Nullable Throwable thrown) {
    Gate.endHandling(token, thrown);
  }
}
