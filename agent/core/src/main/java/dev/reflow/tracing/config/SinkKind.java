package dev.reflow.tracing.config;

/** Where events are shipped. */
public enum SinkKind {
  WEBSOCKET,
  FILE,
  KAFKA,
  POSTGRES,
  OTLP,
  /** Nowhere: events stay on the queue. */
  NONE
}
