package dev.reflow.tracing.event;

/** What an event says of its message. Immutable. */
public enum EventKind {
  /** The message went from one actor to the other, or failed to. */
  FLOW(EventLayout.KIND_FLOW, "DataFlow"),

  /** The message is about to be sent; a {@link #FLOW} follows where it was. */
  SENT(EventLayout.KIND_SENT, "MessageSent"),

  /** The message is about to be handled by the actor that it was sent to. */
  RECEIVED(EventLayout.KIND_RECEIVED, "MessageReceived");

  private final byte code;
  private final String wireName;

  EventKind(byte code, String wireName) {
    this.code = code;
    this.wireName = wireName;
  }

  /** The kind in the record's header. */
  byte code() {
    return code;
  }

  /** The name of the event's type in Reflow's protocol, and in the column {@code event_type}. */
  public String wireName() {
    return wireName;
  }

  /** Whose {@link #code} it is; {@link #FLOW} for any other. */
  static EventKind of(byte code) {
    return code == SENT.code ? SENT : code == RECEIVED.code ? RECEIVED : FLOW;
  }
}
