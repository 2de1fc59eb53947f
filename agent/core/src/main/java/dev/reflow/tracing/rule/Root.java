package dev.reflow.tracing.rule;

/** What a {@link Path} starts from. */
public enum Root {
  /** The object whose method was called; null in a static method. */
  THIS,
  /** An argument of the call. */
  ARGUMENT,
  /** What the call returned; null until it did. */
  RETURN,
  /** The class of the object, or the class that declares a static method. */
  CLASS,
  /** The calling thread. */
  THREAD,
  /** The name of the actor whose message this thread is handling; null outside of any handling. */
  CONTEXT,
  /** The message, unwrapped. */
  MESSAGE,
  /** A text in quotes. */
  LITERAL
}
