package dev.reflow.tracing.capture;

import org.jspecify.annotations.Nullable;

/** A receiver handling a message on a thread. Belongs to that thread; used again. */
final class Handling {

  final ThreadContext thread;
  ActorName actor = ActorName.EXTERNAL;
  @Nullable Object receiver;

  /** Whether a framework's own rule began it, so that no convention inside may take over. */
  boolean framework;

  @Nullable Handling outer;
  int outerFloor;

  Handling(ThreadContext thread) {
    this.thread = thread;
  }

  void begin(
      ActorName name, Object handler, boolean ofFramework, @Nullable Handling around, int floor) {
    actor = name;
    receiver = handler;
    framework = ofFramework;
    outer = around;
    outerFloor = floor;
  }

  void clear() {
    receiver = null;
    actor = ActorName.EXTERNAL;
  }
}
