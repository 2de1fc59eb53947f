package dev.reflow.tracing.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Reads a shipped file of rules. No state. */
public final class RuleFile {

  private RuleFile() {}

  /**
   * Every line of every rule in {@code text}, in order.
   *
   * @throws IllegalStateException when anything at all is wrong with it
   */
  public static List<RuleEntry> read(String file, String text) {
    Assignments assignments = new Assignments();
    assignments.addFile(file, text);
    List<RuleEntry> entries = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(assignments.problems());
    Keys keys = new Keys(entries, problems, new HashMap<>());
    keys.check(assignments.all());
    if (!problems.isEmpty()) {
      throw new IllegalStateException("shipped rules: " + problems);
    }
    return entries;
  }
}
