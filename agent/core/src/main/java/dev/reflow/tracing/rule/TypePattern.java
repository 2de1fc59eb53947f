package dev.reflow.tracing.rule;

import java.util.List;

/**
 * Which types a rule is for: any of several names, globs, supertypes or annotations. Immutable.
 *
 * <p>Names match with {@code $} or with a full stop between a class and one nested in it.
 */
public final class TypePattern {

  private final String source;
  private final List<Glob> names;
  private final List<Glob> supertypes;
  private final List<Glob> annotations;

  TypePattern(String source, List<Glob> names, List<Glob> supertypes, List<Glob> annotations) {
    this.source = source;
    this.names = List.copyOf(names);
    this.supertypes = List.copyOf(supertypes);
    this.annotations = List.copyOf(annotations);
  }

  /** Looks at the name first, then at supertypes, then at annotations. */
  public boolean matches(TypeFacts type) {
    return matchesName(type.name())
        || any(supertypes, type.name())
        // looking up is what costs: only where a pattern asks for it
        || (!supertypes.isEmpty() && anyOf(supertypes, type.supertypeNames()))
        || (!annotations.isEmpty() && anyOf(annotations, type.annotationNames()));
  }

  /** Whether a type of this binary name matches, whatever else is known of it. */
  public boolean matchesName(String name) {
    return any(names, name);
  }

  /** False only when no type of this binary name can match: nothing else needs to be looked up. */
  public boolean mayMatchName(String name) {
    return !supertypes.isEmpty() || !annotations.isEmpty() || matchesName(name);
  }

  private static boolean anyOf(List<Glob> globs, Iterable<String> names) {
    for (String name : names) {
      if (any(globs, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean any(List<Glob> globs, String name) {
    return Glob.any(globs, name)
        || (name.indexOf('$') >= 0 && Glob.any(globs, name.replace('$', '.')));
  }

  @Override
  public String toString() {
    return source;
  }
}
