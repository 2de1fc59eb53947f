package dev.reflow.tracing.sink.postgres.silent;

import org.jspecify.annotations.Nullable;

/** A line that is put together and dropped. */
public final class LogRecord {

  /** Keeps nothing. */
  @SuppressWarnings("unused") // the driver's call
  public LogRecord(Level level, String message) {}

  /** Nothing. */
  public void setLoggerName(String name) {}

  /** Nothing. */
  public void setParameters(@Nullable Object[] parameters) {}

  /** Nothing. */
  public void setThrown(Throwable thrown) {}
}
