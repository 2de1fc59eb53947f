package dev.reflow.tracing.cli;

/** Something that took its place in time. */
interface Timed {

  /** Nanoseconds since the epoch. */
  long startNs();
}
