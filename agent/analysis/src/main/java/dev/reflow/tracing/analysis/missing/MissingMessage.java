package dev.reflow.tracing.analysis.missing;

import dev.reflow.tracing.analysis.FlowEdge;
import org.jspecify.annotations.Nullable;

/**
 * One message that did not arrive. Immutable.
 *
 * @param messageId null where the message has none
 * @param type the message's type
 * @param startNs when its send began, nanoseconds since the epoch
 */
public record MissingMessage(
    FlowEdge edge, @Nullable String messageId, String type, long startNs, Why why) {

  /** How it is known that a message did not arrive. */
  public enum Why {
    /** Its send began, and no flow says that it ended. */
    NO_FLOW("no flow"),
    /** What its send returned was never completed. */
    INCOMPLETE("never completed"),
    /** It was sent, and no handling of it began. */
    NOT_RECEIVED("never received");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    /** The same for a user. */
    public String text() {
      return text;
    }
  }
}
