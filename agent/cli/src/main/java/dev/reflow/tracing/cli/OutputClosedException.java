package dev.reflow.tracing.cli;

/** Whoever read the output has gone, as {@code head} does: the command ends in silence. */
final class OutputClosedException extends RuntimeException {

  OutputClosedException() {
    super("output closed", null, false, false);
  }
}
