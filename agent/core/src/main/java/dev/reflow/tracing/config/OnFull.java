package dev.reflow.tracing.config;

/** Which events go when the queue is full of what a sink does not have yet. */
public enum OnFull {
  DROP_OLDEST,
  DROP_NEW
}
