package dev.reflow.tracing.config;

import java.util.Locale;

/** The kinds of rules; each has its own prefix, {@code reflow.connector.} and so on. */
public enum RuleKind {
  CONNECTOR,
  RECEIVER,
  CARRIER;

  /** What keys of this kind begin with, the full stop included. */
  public String prefix() {
    return "reflow." + name().toLowerCase(Locale.ROOT) + ".";
  }
}
