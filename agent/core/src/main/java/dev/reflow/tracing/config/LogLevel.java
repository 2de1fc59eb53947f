package dev.reflow.tracing.config;

/** How much the agent says; a level includes those before it. */
public enum LogLevel {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG
}
