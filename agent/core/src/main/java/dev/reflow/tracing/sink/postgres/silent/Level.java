package dev.reflow.tracing.sink.postgres.silent;

/** How much a line would matter; to nobody. */
public enum Level {
  SEVERE,
  WARNING,
  INFO,
  FINE,
  FINER,
  FINEST
}
