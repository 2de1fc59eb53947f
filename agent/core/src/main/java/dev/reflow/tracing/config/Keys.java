package dev.reflow.tracing.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells options from rules from keys that nobody knows. One thread. */
final class Keys {

  private static final Set<String> OPTIONS = optionKeys();

  private final List<RuleEntry> rules;
  private final List<Problem> problems;
  private final Map<String, Assigned> passedOn;

  /** Adds to the collections given. */
  Keys(List<RuleEntry> rules, List<Problem> problems, Map<String, Assigned> passedOn) {
    this.rules = rules;
    this.passedOn = passedOn;
    this.problems = problems;
  }

  private static Set<String> optionKeys() {
    Set<String> keys = new HashSet<>();
    for (Option<?> option : Options.ALL) {
      keys.add(option.key());
    }
    return keys;
  }

  void check(Map<String, Assigned> assigned) {
    for (Map.Entry<String, Assigned> entry : assigned.entrySet()) {
      check(entry.getKey(), entry.getValue());
    }
  }

  private void check(String key, Assigned assigned) {
    Optional<RuleKind> kind = KeyName.ruleKind(key);
    if (kind.isPresent()) {
      checkRule(kind.get(), key, assigned);
    } else if (!OPTIONS.contains(key) && PassedOn.isKey(key)) {
      passedOn.put(key, assigned);
    } else if (!OPTIONS.contains(key)) {
      warn(assigned, key, "unknown key" + nearestOption(key));
    } else if (key.equals(Options.CONFIG.key()) && assigned.origin().kind() == Origin.Kind.FILE) {
      warn(assigned, key, "has no effect in a file");
    }
  }

  private static String nearestOption(String key) {
    String nearest = Spelling.didYouMean(key, OPTIONS);
    return nearest.isEmpty() ? Spelling.didYouMean(KeyName.PREFIX + key, OPTIONS) : nearest;
  }

  private void checkRule(RuleKind kind, String key, Assigned assigned) {
    String rest = key.substring(kind.prefix().length());
    int dot = rest.indexOf('.');
    if (dot <= 0 || dot == rest.length() - 1) {
      warn(assigned, key, "unknown key; a rule's look like " + kind.prefix() + "NAME.type");
      return;
    }
    String subKey = rest.substring(dot + 1);
    if (!RuleKeys.isKnown(kind, subKey)) {
      List<String> known = RuleKeys.names(kind);
      String nearest = Spelling.didYouMean(subKey.replaceFirst("\\..*", ".NAME"), known);
      String hint = nearest.isEmpty() ? ", known are " + String.join(", ", known) : nearest;
      warn(assigned, key, "unknown key" + hint);
      return;
    }
    rules.add(
        new RuleEntry(kind, rest.substring(0, dot), subKey, assigned.value(), assigned.origin()));
  }

  private void warn(Assigned assigned, String key, String text) {
    problems.add(Problem.warning(assigned.origin(), key, text));
  }
}
