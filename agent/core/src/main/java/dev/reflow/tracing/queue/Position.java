package dev.reflow.tracing.queue;

/** How far a reader of one run has come, in each stripe. Immutable. */
public final class Position {

  /** More stripes no queue has. */
  public static final int MAX_STRIPES = 128;
}
