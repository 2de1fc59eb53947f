package dev.reflow.tracing.config;

/** Which events are recorded. */
public enum EventType {
  /** One for each flow, when it is complete. */
  DATA_FLOW,
  /** One for each send, when it begins. */
  MESSAGE_SENT,
  /** One for each handling, when it begins. */
  MESSAGE_RECEIVED
}
