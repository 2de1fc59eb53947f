package dev.reflow.tracing.config;

import java.util.Locale;

/** The kinds of rules; each has its own prefix, {@code reflow.connector.} and so on. */
public enum RuleKind {
  CONNECTOR,
  RECEIVER,
  CARRIER;

  private final String prefix = "reflow." + name().toLowerCase(Locale.ROOT) + ".";

  /** What keys of this kind begin with, the full stop included. */
  public String prefix() {
    return prefix;
  }
}
