package dev.reflow.tracing.health;

import java.util.List;
import java.util.Map;

/**
 * What became of a rule, at one moment.
 *
 * @param name kind and name of the rule
 * @param loaded whether the rule was understood and is on
 * @param matchedClasses classes that the rule's type matches, the first 200
 * @param matched how many such classes there were
 * @param wovenMethods methods woven, {@code class#method(…)}, the first 200
 * @param woven how many were woven
 * @param fired whether a woven method was called
 * @param refusals reason by class, for classes that match and could not be woven
 * @param refused how many such classes there were
 */
public record RuleSnapshot(
    String name,
    boolean loaded,
    List<String> matchedClasses,
    long matched,
    List<String> wovenMethods,
    long woven,
    boolean fired,
    Map<String, String> refusals,
    long refused) {

  /** What a user would want to hear of this rule, or an empty text when all is well. */
  public String finding() {
    if (!loaded) {
      return name + ": not loaded";
    }
    if (refused > 0) {
      return name + ": refused for " + refusals;
    }
    if (matched == 0) {
      return name + ": no class matched";
    }
    return woven == 0 ? name + ": no method of " + matchedClasses + " matched" : "";
  }
}
