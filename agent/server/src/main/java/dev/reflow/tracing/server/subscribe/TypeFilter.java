package dev.reflow.tracing.server.subscribe;

import dev.reflow.tracing.server.event.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * EVENT_TYPE as a filter. Immutable.
 *
 * @param toActor of a DataFlow; {@code *} is any
 * @param toPort of a DataFlow; {@code *} is any
 */
public record TypeFilter(String name, @Nullable String toActor, @Nullable String toPort) {

  private static final String ANY = "*";

  /** Whether {@code event} is of this type. */
  public boolean matches(StoredEvent event) {
    return name.equals(event.eventType)
        && isLet(toActor, event.destinationActor)
        && isLet(toPort, event.destinationPort);
  }

  private static boolean isLet(@Nullable String wanted, @Nullable String actual) {
    return wanted == null || wanted.equals(ANY) || wanted.equals(actual);
  }
}
