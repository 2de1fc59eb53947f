package dev.reflow.tracing.config;

/** How one event is written where it stands alone. */
public enum EventFormat {
  JSON,
  /** The queue's record, with the definitions of what it names. */
  BINARY
}
