package com.example.load;

import org.jspecify.annotations.Nullable;

/** A receiver that passes on each message, if there is anyone to pass it on to. */
final class RelayActor {

  final String id;

  private final @Nullable MemoryConnector connector;
  private final @Nullable RelayActor next;

  RelayActor(String id, @Nullable RelayActor next) {
    this.id = id;
    this.next = next;
    this.connector = next == null ? null : new MemoryConnector(id, next.id);
  }

  void onMessage(Message message) {
    pass(message);
  }

  /** Sends a message on its way, handled by nobody here. */
  void pass(Message message) {
    if (connector != null && next != null) {
      connector.sendMessage(message);
      next.onMessage(message);
    }
  }
}
