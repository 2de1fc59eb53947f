package dev.reflow.tracing.server.subscribe;

import dev.reflow.tracing.analysis.predicate.Predicate;
import dev.reflow.tracing.server.event.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * FILTERS of the protocol, and our predicates: an event must pass all that are there. Immutable.
 *
 * @param flowIds null for any
 * @param actorIds who sent; null for any
 * @param eventTypes null for any
 * @param statuses null for any; an event with an error is of a flow that {@code Failed}, another of
 *     one that is {@code Running}, and the last of an actor's {@code Completed}
 * @param predicates SQL conditions over the columns
 */
public record Filters(
    @Nullable List<String> flowIds,
    @Nullable List<String> actorIds,
    @Nullable List<TypeFilter> eventTypes,
    @Nullable List<String> statuses,
    List<Predicate> predicates) {

  /** Lets everything through. */
  public static final Filters NONE = new Filters(null, null, null, null, List.of());

  /** Whether {@code event} is wanted. */
  public boolean matches(StoredEvent event) {
    return isIn(flowIds, event.flowId)
        && isIn(actorIds, event.sourceActor)
        && isOfType(event)
        && isIn(statuses, status(event))
        && isChosen(event);
  }

  private static boolean isIn(@Nullable List<String> wanted, @Nullable String actual) {
    return wanted == null || (actual != null && wanted.contains(actual));
  }

  private boolean isOfType(StoredEvent event) {
    if (eventTypes == null) {
      return true;
    }
    for (TypeFilter type : eventTypes) {
      if (type.matches(event)) {
        return true;
      }
    }
    return false;
  }

  private static String status(StoredEvent event) {
    if (event.error != null || event.eventType.equals("ActorFailed")) {
      return "Failed";
    }
    return event.eventType.equals("ActorCompleted") ? "Completed" : "Running";
  }

  private boolean isChosen(StoredEvent event) {
    for (Predicate predicate : predicates) {
      if (!predicate.matches(event)) {
        return false;
      }
    }
    return true;
  }
}
