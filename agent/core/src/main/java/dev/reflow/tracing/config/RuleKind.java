package dev.reflow.tracing.config;

/** The kinds of rules; each has its own prefix, {@code reflow.connector.} and so on. */
public enum RuleKind {
  CONNECTOR("reflow.connector."),
  RECEIVER("reflow.receiver."),
  CARRIER("reflow.carrier."),
  SAMPLING("reflow.sampling.rule.");

  private final String prefix;

  RuleKind(String prefix) {
    this.prefix = prefix;
  }

  /** What keys of this kind begin with, the full stop included. */
  public String prefix() {
    return prefix;
  }
}
