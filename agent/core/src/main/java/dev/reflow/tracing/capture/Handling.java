package dev.reflow.tracing.capture;

import org.jspecify.annotations.Nullable;

/**
 * A receiver handling a message on a thread, or a span of code that says what causes its sends.
 * Belongs to that thread; used again.
 */
final class Handling {

  final ThreadContext thread;

  /** Who handles; null where a span of code is in no handling. */
  @Nullable ActorName actor;

  @Nullable Object receiver;

  /** Whether a framework's own rule began it, so that no convention inside may take over. */
  boolean framework;

  /** The event that what is sent now is caused by. */
  final Cause cause = new Cause();

  /** Of the message that is handled and the actor, in {@link CauseTable}; 0 where there is none. */
  long key;

  /** Whether the message is looked for under the key again, should the handling fail. */
  boolean mayComeAgain;

  /** Whether a send was in progress when it began, so that it may be what the send delivers. */
  boolean inSend;

  @Nullable Handling outer;
  int outerFloor;

  /** Whether it has begun and not ended. */
  boolean isOpen;

  Handling(ThreadContext thread) {
    this.thread = thread;
  }

  void begin(
      ActorName name, Object handler, boolean ofFramework, @Nullable Handling around, int floor) {
    actor = name;
    key = 0;
    mayComeAgain = false;
    cause.clear();
    receiver = handler;
    framework = ofFramework;
    outer = around;
    outerFloor = floor;
    isOpen = true;
  }

  /** Begins a span inside of {@code around}, whose sends are caused by {@code event}. */
  void beginSpan(Cause event, @Nullable Handling around, int floor) {
    actor = around == null ? null : around.actor;
    receiver = around == null ? null : around.receiver;
    framework = around != null && around.framework;
    cause.copyFrom(event);
    key = around == null ? 0 : around.key;
    mayComeAgain = false;
    outer = around;
    outerFloor = floor;
    isOpen = true;
  }

  /** Begins a task that was handed over, which has nothing of {@code around}. */
  void beginTask(@Nullable Handling around, int floor) {
    actor = null;
    receiver = null;
    framework = false;
    cause.clear();
    key = 0;
    mayComeAgain = false;
    outer = around;
    outerFloor = floor;
    isOpen = true;
  }

  void clear() {
    isOpen = false;
    receiver = null;
    actor = null;
  }
}
