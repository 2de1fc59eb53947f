package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Origin;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.RuleEntry;
import dev.reflow.tracing.config.RuleKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one rule, read by key; every line that cannot be read is noted as a problem, so that
 * a user sees all of them at once. One thread.
 */
final class RuleLines {

  private final Map<String, RuleEntry> lines = new LinkedHashMap<>();
  private final List<Problem> problems;
  private final RuleKind kind;
  private final String name;
  private final ShippedIn shippedIn;
  private boolean bad;

  /** Adds to {@code problems}. */
  RuleLines(RuleKind kind, String name, ShippedIn shippedIn, List<Problem> problems) {
    this.kind = kind;
    this.name = name;
    this.shippedIn = shippedIn;
    this.problems = problems;
  }

  /** A later line takes the place of an earlier one with the same key. */
  void add(RuleEntry entry) {
    lines.put(entry.subKey(), entry);
  }

  /** Takes over what {@code defaults} says of {@code subKeys} and this rule does not. */
  void addDefaults(RuleLines defaults, List<String> subKeys) {
    for (String subKey : subKeys) {
      RuleEntry line = defaults.lines.get(subKey);
      if (line != null) {
        lines.putIfAbsent(subKey, line);
      }
    }
  }

  /** Whether a line was bad or missing so far. */
  boolean isBad() {
    return bad;
  }

  RuleKind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  ShippedIn shippedIn() {
    return shippedIn;
  }

  /** Where the rule's type is given, else its first line. */
  Origin origin() {
    RuleEntry line = lines.getOrDefault("type", lines.values().iterator().next());
    return line.origin();
  }

  /** {@code absent} when there is no such line, or it is bad. */
  <T> T read(String subKey, RuleValue<T> reader, T absent) {
    T value = readOrNull(subKey, reader);
    return value == null ? absent : value;
  }

  /** Null when there is no such line, or it is bad. */
  <T> @Nullable T readOrNull(String subKey, RuleValue<T> reader) {
    RuleEntry line = lines.get(subKey);
    return line == null ? null : read(line, reader);
  }

  /** As {@link #read}, and a line that is missing is a problem. */
  <T> T require(String subKey, RuleValue<T> reader, T absent) {
    if (!lines.containsKey(subKey)) {
      String key = kind.prefix() + name + "." + subKey;
      report(Problem.error(origin(), key, "is missing; a rule needs it"));
    }
    return read(subKey, reader, absent);
  }

  /** What each line reads whose key begins with {@code prefix}, by the rest of the key. */
  <T> Map<String, T> readNamed(String prefix, RuleValue<T> reader) {
    Map<String, T> named = new LinkedHashMap<>();
    for (RuleEntry line : lines.values()) {
      T value = line.subKey().startsWith(prefix) ? read(line, reader) : null;
      if (value != null) {
        named.put(line.subKey().substring(prefix.length()), value);
      }
    }
    return named;
  }

  private <T> @Nullable T read(RuleEntry line, RuleValue<T> reader) {
    try {
      return reader.parse(line.value());
    } catch (InvalidRuleException e) {
      report(Problem.error(line.origin(), line.key(), String.valueOf(e.getMessage())));
      return null;
    }
  }

  private void report(Problem problem) {
    problems.add(problem);
    bad = true;
  }
}
