package dev.reflow.tracing.weave;

/**
 * How one method is woven. Immutable.
 *
 * @param number given by the {@link SiteRegistry}
 * @param kind which advice
 * @param messageArgument passed as the message, from 0, or -1 for none
 */
record Site(
    int number, Kind kind, int messageArgument, boolean passesArguments, boolean passesResult) {

  enum Kind {
    SEND,
    HANDLE
  }
}
