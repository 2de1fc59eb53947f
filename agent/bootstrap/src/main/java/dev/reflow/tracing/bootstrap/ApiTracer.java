package dev.reflow.tracing.bootstrap;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of the application's API come to. Called on the application's threads, from any
 * number of them at once; throws nothing, since no advice stands between it and the caller.
 */
public interface ApiTracer {

  /** Puts an attribute on the flow in progress on this thread, or on its next one. */
  void attribute(@Nullable String key, @Nullable Object value);

  /** The id of the event that this thread's next send is caused by; null where there is none. */
  @Nullable String current();

  /**
   * Lets sends be caused by an event until {@link #end} gets the result; null where it changes
   * nothing.
   */
  @Nullable Object begin(@Nullable String eventId);

  /** What is in force on this thread, to be resumed on another; null where there is nothing. */
  @Nullable Object keep();

  /** Puts in force what {@link #keep} gave, until {@link #end} gets the result. */
  @Nullable Object resume(@Nullable Object kept);

  void end(@Nullable Object begun);

  /** Records a flow; returns its event's id, null where none was recorded. */
  @Nullable String record(
      @Nullable String fromActor,
      @Nullable String fromPort,
      @Nullable String toActor,
      @Nullable String toPort,
      @Nullable Object message,
      @Nullable Map<String, ?> attributes);
}
