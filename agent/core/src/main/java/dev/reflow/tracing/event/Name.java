package dev.reflow.tracing.event;

/**
 * A text that records name by number: a message type, a thread, an attribute's key. Immutable.
 *
 * @param id from 1 on; 0 where a full dictionary had no room
 * @param text the name itself
 */
public record Name(int id, String text) {

  /** Stands for every name that came after the dictionary was full. */
  public static final Name OTHER = new Name(0, "other");
}
