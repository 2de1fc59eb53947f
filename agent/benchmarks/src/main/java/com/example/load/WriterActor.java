package com.example.load;

import org.jspecify.annotations.Nullable;

/** A receiver whose handling costs next to nothing. */
final class WriterActor {

  final String id = "writer";

  private @Nullable Message last;
  private long handled;

  void onMessage(Message message) {
    last = message;
    handled++;
  }

  long handled() {
    return last == null ? 0 : handled;
  }
}
