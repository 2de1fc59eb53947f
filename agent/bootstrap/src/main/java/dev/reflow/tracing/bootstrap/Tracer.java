package dev.reflow.tracing.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What advice talks to through the {@link Gate}. Called on the application's threads, from any
 * number of them at once; an implementation never blocks and never keeps an argument beyond the
 * matching end.
 *
 * <p>{@code site} is the number under which the woven method was registered. {@code state} is the
 * value of the field woven into the object's class, or null where the class has none or it is not
 * set yet. {@code arguments} are all arguments of the call, boxed, or null where the rule needs
 * none or one of them beside the message.
 */
public interface Tracer {

  /** Does nothing: what the gate calls before the agent is up and after it went down. */
  Tracer NONE = new Closed();

  /**
   * A connector's send begins.
   *
   * @return what {@link #exit} is to be given, or null when this send is not traced
   */
  @Nullable Object enter(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments);

  /**
   * As {@link #enter}, where the rule needs one more argument than the message: that one comes as
   * it is, so that no array is made for it.
   *
   * @param other that argument, boxed where it is a primitive
   */
  @Nullable Object enterWithOther(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object other);

  /** The send that returned {@code token} ended with {@code result} or {@code thrown}. */
  void exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown);

  /**
   * A receiver begins to handle a message on this thread.
   *
   * @return what {@link #endHandling} is to be given, or null
   */
  @Nullable Object beginHandling(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments);

  /** The handling that returned {@code token} ended. */
  void endHandling(@Nullable Object token, @Nullable Throwable thrown);

  /**
   * A carrier was made on this thread.
   *
   * @return the context that it was made in, which it is to be stamped with; null outside of any
   *     handling
   */
  @Nullable Object origin(@Nullable Object carrier);

  /** Advice threw; it was kept from the application. */
  void suppressed(Throwable thrown);
}
