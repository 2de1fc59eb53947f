package dev.reflow.tracing.config;

/** Whether a table of events has a part for each day. */
public enum DayPartitions {
  NONE,
  DAY
}
