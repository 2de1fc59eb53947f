package dev.reflow.tracing.weave;

/**
 * How one method is woven. Immutable.
 *
 * @param number given by the {@link SiteRegistry}
 * @param kind which advice
 * @param messageArgument passed as the message, from 0, or -1 for none
 * @param otherArgument passed beside the message, from 0, or -1 for none
 */
record Site(
    int number,
    Kind kind,
    int messageArgument,
    int otherArgument,
    boolean passesArguments,
    boolean passesResult) {

  /** Whether the method is woven with {@link SendWithOtherAdvice}. */
  boolean passesOther() {
    return otherArgument >= 0;
  }

  enum Kind {
    SEND,
    HANDLE
  }
}
