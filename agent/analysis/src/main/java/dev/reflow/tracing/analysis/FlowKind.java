package dev.reflow.tracing.analysis;

/** What an event says of its message. */
public enum FlowKind {
  /** The message went from one actor to the other, or failed to. */
  FLOW,

  /** The message was about to be sent; a flow follows where it was. */
  SENT,

  /** The message is about to be handled. */
  RECEIVED
}
