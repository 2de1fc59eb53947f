package dev.reflow.tracing.content;

/** There is more of a message than is wanted: ends the walk through it. */
final class Enough extends RuntimeException {

  private static final long serialVersionUID = 1;

  Enough() {
    super("more than is wanted", null, false, false);
  }
}
