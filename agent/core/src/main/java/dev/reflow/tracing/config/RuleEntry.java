package dev.reflow.tracing.config;

/**
 * One line of a rule, not yet parsed.
 *
 * @param rule the name a user gave the rule: {@code orders} in {@code reflow.connector.orders.type}
 * @param subKey what follows the name: {@code type}, {@code attribute.region}
 */
public record RuleEntry(RuleKind kind, String rule, String subKey, String value, Origin origin) {

  /** The whole key, as in a file. */
  public String key() {
    return kind.prefix() + rule + "." + subKey;
  }
}
