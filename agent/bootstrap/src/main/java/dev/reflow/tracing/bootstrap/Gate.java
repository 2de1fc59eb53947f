package dev.reflow.tracing.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * The one class that woven methods call. It passes each call to the {@link Tracer} in place and
 * nothing else, so that advice inlined into application code stays valid whatever becomes of the
 * agent.
 *
 * <p>Any thread. Null arguments and results are as in {@link Tracer}.
 */
public final class Gate {

  private static volatile Tracer tracer = Tracer.NONE;

  private Gate() {}

  /** Lets calls through to {@code next}; the agent's last step of starting. */
  public static void open(Tracer next) {
    tracer = next;
  }

  /** Makes every call a no-op again; the agent's first step of stopping. */
  public static void close() {
    tracer = Tracer.NONE;
  }

  /** See {@link Tracer#enter}. */
  public static @Nullable Object enter(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments) {
    return tracer.enter(site, self, state, message, arguments);
  }

  /** See {@link Tracer#enterWithOther}. */
  public static @Nullable Object enterWithOther(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object other) {
    return tracer.enterWithOther(site, self, state, message, other);
  }

  /** See {@link Tracer#exit}. */
  public static void exit(
      @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
    if (token != null) {
      tracer.exit(token, result, thrown);
    }
  }

  /** See {@link Tracer#beginHandling}. */
  public static @Nullable Object beginHandling(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments) {
    return tracer.beginHandling(site, self, state, message, arguments);
  }

  /** See {@link Tracer#endHandling}. */
  public static void endHandling(@Nullable Object token, @Nullable Throwable thrown) {
    if (token != null) {
      tracer.endHandling(token, thrown);
    }
  }

  /** See {@link Tracer#origin}. */
  public static @Nullable Object origin(@Nullable Object carrier) {
    return tracer.origin(carrier);
  }

  /** See {@link Tracer#suppressed}. */
  public static void suppressed(Throwable thrown) {
    try {
      tracer.suppressed(thrown);
    } catch (Throwable worse) {
      // Called from the advice's last handler: what left here would reach the application.
      return;
    }
  }
}
