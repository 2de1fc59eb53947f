package com.example.load;

import org.jspecify.annotations.Nullable;

/** {@link MemoryConnector} under a name that makes it no connector. */
final class MemoryChannel {

  private @Nullable Message last;
  private long sent;

  void sendMessage(Message message) {
    last = message;
    sent++;
  }

  long sent() {
    return last == null ? 0 : sent;
  }
}
