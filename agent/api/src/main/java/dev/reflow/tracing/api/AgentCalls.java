package dev.reflow.tracing.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is asked. Without an agent each method does nothing; an agent puts a call of its
 * own in the place of each body, by name and parameters, whichever loader has loaded the class and
 * whenever that was. So no method here may ever change its parameters, and no constant of it may be
 * relied on. Any thread.
 */
final class AgentCalls {

  private AgentCalls() {}

  static void attribute(String key, @Nullable Object value) {}

  static @Nullable String current() {
    return null;
  }

  /** Returns what {@link #end} is to be given; null where there is nothing to end. */
  static @Nullable Object begin(@Nullable String eventId) {
    return null;
  }

  /** Returns what is in force on this thread, to be given to {@link #resume}; null for nothing. */
  static @Nullable Object keep() {
    return null;
  }

  /** Puts {@code kept} in force; returns what {@link #end} is to be given. */
  static @Nullable Object resume(@Nullable Object kept) {
    return null;
  }

  static void end(@Nullable Object begun) {}

  static @Nullable String record(
      @Nullable String fromActor,
      @Nullable String fromPort,
      String toActor,
      @Nullable String toPort,
      @Nullable Object message,
      Map<String, ?> attributes) {
    return null;
  }
}
