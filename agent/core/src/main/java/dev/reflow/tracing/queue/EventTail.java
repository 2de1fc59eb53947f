package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EventHandler;

/**
 * Reads a run's events while it is written or long after, also from another process. Sees each
 * event as soon as it is committed. Not thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester") // signatures first; bodies follow at once
public final class EventTail implements AutoCloseable {

  /** A tail at the beginning of {@code run}. */
  public static EventTail open(RunDirectory run, Damage.Listener onDamage)
      throws QueueUnavailableException {
    throw new UnsupportedOperationException();
  }

  /**
   * Hands on events, stripe after stripe, each stripe's in the order they were recorded.
   *
   * @return how many, at most {@code max}; 0 when there is none now
   */
  public int poll(EventHandler handler, int max) {
    throw new UnsupportedOperationException();
  }

  /**
   * Hands on events of all stripes, of those visible the one that started first.
   *
   * @return how many, at most {@code max}; 0 when there is none now
   */
  public int pollInTimeOrder(EventHandler handler, int max) {
    throw new UnsupportedOperationException();
  }

  /** Behind the last event that was handed on. */
  public Position position() {
    throw new UnsupportedOperationException();
  }

  /** Goes to {@code position}: the next event is the one behind it. */
  public void seek(Position position) {
    throw new UnsupportedOperationException();
  }

  /** Whether every event that is visible now was handed on. */
  public boolean atEnd() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
