package dev.reflow.tracing.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes sampling rules of their lines; a rule with a bad line is left out. One thread. */
final class SamplingRules {

  static final ValueParser<Double> RATE = new Values.Share();
  static final ValueParser<Long> SIZE = new Quantities.Size("0", "1024GiB");

  private final List<Problem> problems;

  /** Adds to {@code problems}. */
  SamplingRules(List<Problem> problems) {
    this.problems = problems;
  }

  /** The rules among {@code entries}, each where its first line stands. */
  List<SamplingRule> read(List<RuleEntry> entries) {
    Map<String, Map<String, RuleEntry>> byName = new LinkedHashMap<>();
    for (RuleEntry entry : entries) {
      if (entry.kind() == RuleKind.SAMPLING) {
        Map<String, RuleEntry> lines = byName.get(entry.rule());
        if (lines == null) {
          lines = new LinkedHashMap<>();
          byName.put(entry.rule(), lines);
        }
        lines.put(entry.subKey(), entry);
      }
    }
    List<SamplingRule> rules = new ArrayList<>();
    for (Map.Entry<String, Map<String, RuleEntry>> rule : byName.entrySet()) {
      read(rule.getKey(), rule.getValue(), rules);
    }
    return rules;
  }

  private void read(String name, Map<String, RuleEntry> lines, List<SamplingRule> rules) {
    int before = problems.size();
    Double rate = value(lines, "rate", RATE);
    if (!lines.containsKey("rate")) {
      Origin origin = lines.values().iterator().next().origin();
      String key = RuleKind.SAMPLING.prefix() + name + ".rate";
      problems.add(Problem.error(origin, key, "is missing; a rule needs it"));
    }
    Long minSize = value(lines, "min-size", SIZE);
    Long maxSize = value(lines, "max-size", SIZE);
    SamplingRule rule =
        new SamplingRule(
            name,
            globs(lines, "message-type"),
            minSize == null ? 0 : minSize,
            maxSize == null ? Long.MAX_VALUE : maxSize,
            globs(lines, "from-actor"),
            globs(lines, "to-actor"),
            rate == null ? 1 : rate);
    if (rule.minSize() > rule.maxSize()) {
      RuleEntry line = lines.get("max-size");
      problems.add(
          Problem.error(
              line == null ? Origin.DEFAULT : line.origin(),
              RuleKind.SAMPLING.prefix() + name + ".max-size",
              "is less than min-size"));
    }
    if (problems.size() == before) {
      rules.add(rule);
    }
  }

  private List<String> globs(Map<String, RuleEntry> lines, String subKey) {
    RuleEntry line = lines.get(subKey);
    List<String> globs = line == null ? List.of() : Values.items(line.value());
    if (line != null && globs.isEmpty()) {
      problems.add(Problem.error(line.origin(), line.key(), "is empty"));
    }
    return globs;
  }

  private <T> @Nullable T value(
      Map<String, RuleEntry> lines, String subKey, ValueParser<T> parser) {
    RuleEntry line = lines.get(subKey);
    if (line == null) {
      return null;
    }
    try {
      return parser.parse(line.value());
    } catch (InvalidValueException e) {
      problems.add(Problem.error(line.origin(), line.key(), String.valueOf(e.getMessage())));
      return null;
    }
  }
}
