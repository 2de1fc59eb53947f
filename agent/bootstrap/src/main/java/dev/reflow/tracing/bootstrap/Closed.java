package dev.reflow.tracing.bootstrap;

import org.jspecify.annotations.Nullable;

/** The tracer of a JVM that is not traced (yet, or any more). Stateless; any thread. */
final class Closed implements Tracer {

  @Override
  public @Nullable Object enter(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments) {
    return null;
  }

  @Override
  public @Nullable Object enterWithOther(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object other) {
    return null;
  }

  @Override
  public void exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {}

  @Override
  public @Nullable Object beginHandling(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments) {
    return null;
  }

  @Override
  public void endHandling(@Nullable Object token, @Nullable Throwable thrown) {}

  @Override
  public @Nullable Object origin(@Nullable Object carrier) {
    return null;
  }

  @Override
  public void suppressed(Throwable thrown) {}
}
