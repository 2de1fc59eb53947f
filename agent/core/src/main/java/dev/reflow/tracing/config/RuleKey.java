package dev.reflow.tracing.config;

import java.util.Set;

/**
 * One key that a rule may have.
 *
 * @param name {@code from-actor}; one that ends in a full stop takes a name of the user's: {@code
 *     attribute.}
 * @param allowed what its value is
 * @param description what it does and what holds without it
 */
public record RuleKey(String name, Set<RuleKind> kinds, String allowed, String description) {

  public RuleKey {
    kinds = Set.copyOf(kinds);
  }

  /** Whether a name of the user's follows. */
  public boolean takesName() {
    return name.endsWith(".");
  }

  /** As in a documentation: {@code attribute.NAME}. */
  public String shownName() {
    return takesName() ? name + "NAME" : name;
  }

  boolean matches(RuleKind kind, String subKey) {
    boolean same =
        takesName()
            ? subKey.startsWith(name) && subKey.length() > name.length()
            : subKey.equals(name);
    return same && kinds.contains(kind);
  }
}
