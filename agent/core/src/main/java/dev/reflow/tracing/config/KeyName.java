package dev.reflow.tracing.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The spellings of keys. No state. */
final class KeyName {

  static final String PREFIX = "reflow.";
  static final String ENVIRONMENT_PREFIX = "REFLOW_";

  private static final RuleKind[] KINDS = RuleKind.values();

  /** What a key may be called besides: a redaction must not fail for a spelling. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "reflow.capture.max-bytes", "reflow.capture.content.max-bytes",
          "reflow.capture.types", "reflow.capture.content.types",
          "reflow.capture.redact", "reflow.capture.content.redact");

  private KeyName() {}

  /** The key as the catalogue has it, of which {@code key} may be another name. */
  static String canonical(String key) {
    return ALIASES.getOrDefault(key, key);
  }

  /** {@code reflow.batch.size} as {@code REFLOW_BATCH_SIZE}. */
  static String environment(String key) {
    return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The kind of rule {@code key} belongs to; empty when it is no rule's. */
  static Optional<RuleKind> ruleKind(String key) {
    for (RuleKind kind : KINDS) {
      if (key.startsWith(kind.prefix())) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /**
   * The key of a rule that {@code variable} stands for, such as {@code
   * REFLOW_CONNECTOR_NEW_ORDERS_FROM_ACTOR} for {@code reflow.connector.new-orders.from-actor}; of
   * several ways to split it, the one with the shortest name. Empty when there is none.
   */
  static Optional<String> ruleKey(String variable) {
    for (RuleKind kind : KINDS) {
      String prefix = environment(kind.prefix());
      if (variable.startsWith(prefix)) {
        return ruleKey(kind, variable.substring(prefix.length()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ruleKey(RuleKind kind, String rest) {
    return RuleKeys.of(kind).stream()
        .filter(key -> key.kinds().contains(kind))
        .map(key -> split(key, rest))
        .flatMap(Optional::stream)
        .min(Comparator.comparingInt(key -> key.indexOf('.')))
        .map(key -> kind.prefix() + key);
  }

  private static Optional<String> split(RuleKey key, String rest) {
    String ending = "_" + environment(key.name());
    int at = key.takesName() ? rest.indexOf(ending) : rest.length() - ending.length();
    if (at <= 0 || !rest.startsWith(ending, at)) {
      return Optional.empty();
    }
    String named = rest.substring(at + ending.length());
    return key.takesName() == named.isEmpty()
        ? Optional.empty()
        : Optional.of(words(rest.substring(0, at)) + "." + key.name() + words(named));
  }

  private static String words(String upper) {
    return upper.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
