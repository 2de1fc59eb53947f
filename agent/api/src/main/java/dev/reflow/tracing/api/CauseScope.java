package dev.reflow.tracing.api;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of code whose sends have a cause that was named: for try-with-resources. To be closed
 * on the thread that began it; closing it twice does nothing more.
 */
public final class CauseScope implements AutoCloseable {

  static final CauseScope NONE = new CauseScope(null);

  private @Nullable Object begun;

  private CauseScope(@Nullable Object begun) {
    this.begun = begun;
  }

  static CauseScope of(@Nullable Object begun) {
    return begun == null ? NONE : new CauseScope(begun);
  }

  /** Lets what the thread sends from now on have the cause that it had before. */
  @Override
  public void close() {
    Object ending = begun;
    if (ending != null) {
      begun = null;
      AgentCalls.end(ending);
    }
  }
}
