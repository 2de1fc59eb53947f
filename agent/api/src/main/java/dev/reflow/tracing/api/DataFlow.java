package dev.reflow.tracing.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application may tell the tracing agent. Nothing here is needed for a trace; it is for
 * what no agent can see by itself. Without the agent every method does nothing, at no cost that can
 * be measured. Nothing here throws, blocks or keeps an argument. Any thread.
 */
public final class DataFlow {

  private DataFlow() {}

  /**
   * Puts an attribute on the flow that this thread is sending at the moment, or else on the next
   * one that it sends before the handling of the present message ends.
   *
   * <p>A flow takes 16 attributes; a later value for the same key takes the place of the earlier.
   *
   * @param key the name that the attribute has in the event
   * @param value a text, number, boolean, UUID or enum constant; anything else is left out
   */
  public static void attribute(String key, @Nullable Object value) {
    AgentCalls.attribute(key, value);
  }

  /**
   * The id of the event that what this thread sends now is caused by: the one that delivered the
   * message which is being handled, or the one named by {@link #causedBy}.
   *
   * @return null where there is none, or no agent
   */
  public static @Nullable String current() {
    return AgentCalls.current();
  }

  /**
   * Lets what this thread sends be caused by an event, until the scope is closed:
   *
   * <pre>{@code
   * try (CauseScope scope = DataFlow.causedBy(eventId)) {
   *   channel.sendMessage(answer);
   * }
   * }</pre>
   *
   * @param eventId what {@link #current} or {@link #record} gave, in this process or another; null
   *     or what is no id changes nothing
   */
  public static CauseScope causedBy(@Nullable String eventId) {
    return CauseScope.of(AgentCalls.begin(eventId));
  }

  /**
   * Records a flow that no connector carries. It is sampled, counted and linked to its cause as any
   * other; where {@code toActor} handles the same message object later, that is linked to it.
   *
   * @param fromActor who sends; null for the actor whose message is being handled, if any
   * @param fromPort null for {@code out}
   * @param toActor who receives
   * @param toPort null for {@code in}
   * @param attributes as for {@link #attribute}
   * @return the event's id, for {@link #causedBy}; null where none was recorded
   */
  public static @Nullable String record(
      @Nullable String fromActor,
      @Nullable String fromPort,
      String toActor,
      @Nullable String toPort,
      @Nullable Object message,
      Map<String, ?> attributes) {
    return AgentCalls.record(fromActor, fromPort, toActor, toPort, message, attributes);
  }

  /**
   * A task that does the same as {@code task}, with the cause that is in force here and now: for
   * handing work to another thread.
   *
   * @return {@code task} itself where there is no cause to carry
   */
  public static Runnable wrap(Runnable task) {
    Object kept = AgentCalls.keep();
    return kept == null ? task : new CarriedTask(task, kept);
  }
}
