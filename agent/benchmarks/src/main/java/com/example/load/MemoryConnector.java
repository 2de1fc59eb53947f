package com.example.load;

import org.jspecify.annotations.Nullable;

/** A connector whose send costs next to nothing, so that what an agent adds stands out. */
public class MemoryConnector {

  final String fromActor;
  final String fromPort = "out";
  final String toActor;
  final String toPort = "in";

  private @Nullable Message last;
  private long sent;

  /** A connector between two actors. */
  public MemoryConnector(String fromActor, String toActor) {
    this.fromActor = fromActor;
    this.toActor = toActor;
  }

  /** Hands over the message. */
  public void sendMessage(Message message) {
    last = message;
    sent++;
  }

  /** Messages sent so far. */
  public long sent() {
    return last == null ? 0 : sent;
  }
}
