package dev.reflow.tracing.capture;

import dev.reflow.tracing.content.ContentPolicy;

/**
 * What is to be recorded beyond one event for each flow. Immutable.
 *
 * @param sent one event for each send that is recorded, when it begins
 * @param received one event for each handling of a message, when it begins
 * @param content what is wanted of the messages themselves
 */
public record Wanted(boolean sent, boolean received, ContentPolicy content) {

  /** Nothing beyond flows. */
  public static final Wanted FLOWS = new Wanted(false, false, ContentPolicy.NOTHING);

  boolean isNothing() {
    return equals(FLOWS);
  }

  /** How many events a flow comes to at most. */
  int eventsPerFlow() {
    return 1 + (sent ? 1 : 0) + (received ? 1 : 0);
  }
}
