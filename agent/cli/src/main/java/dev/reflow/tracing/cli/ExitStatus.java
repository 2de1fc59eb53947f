package dev.reflow.tracing.cli;

/** What a command tells the shell. */
final class ExitStatus {

  static final int OK = 0;

  /** Nothing was wrong, and nothing was found. */
  static final int NOTHING_FOUND = 1;

  /** The arguments or the configuration are wrong. */
  static final int USAGE = 2;

  /** What was asked for could not be done. */
  static final int FAILURE = 3;

  private ExitStatus() {}
}
