package dev.reflow.tracing.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a rule shows actors' names: some collapsed to one, some renamed, some left out. Immutable;
 * not for the hot path, results are to be remembered.
 */
public final class ActorNames {

  private final List<Glob> ignored;
  private final List<Glob> collapsed;
  private final Map<String, String> renames;

  ActorNames(List<String> ignored, List<String> collapsed, Map<String, String> renames) {
    this.ignored = ignored.stream().map(Glob::ofActor).toList();
    this.collapsed = collapsed.stream().map(Glob::ofActor).toList();
    this.renames = renames;
  }

  /** Whether flows from or to the actor of this (unchanged) name are left out. */
  public boolean ignores(String name) {
    return ignored.stream().anyMatch(glob -> glob.matches(name));
  }

  /** What to show for {@code name}: renamed as a whole, else with segments collapsed. */
  public String shown(String name) {
    String renamed = renames.get(name);
    if (renamed != null) {
      return renamed;
    }
    if (collapsed.isEmpty()) {
      return name;
    }
    List<String> segments = new ArrayList<>();
    for (String segment : name.split("/", -1)) {
      segments.add(collapse(segment));
    }
    String shown = String.join("/", segments);
    return renames.getOrDefault(shown, shown);
  }

  private String collapse(String segment) {
    for (Glob glob : collapsed) {
      if (glob.matches(segment)) {
        return glob.toString();
      }
    }
    return segment;
  }
}
