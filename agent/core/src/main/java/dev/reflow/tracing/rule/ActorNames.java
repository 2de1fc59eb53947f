package dev.reflow.tracing.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a rule shows actors' names: some renamed, some collapsed to one, some left out. Immutable;
 * not for the hot path, results are to be remembered.
 */
public final class ActorNames {

  private final List<Glob> ignored;
  private final List<Glob> collapsed;
  private final Map<Glob, String> renames = new LinkedHashMap<>();

  ActorNames(List<String> ignored, List<String> collapsed, Map<String, String> renames) {
    this.ignored = globs(ignored);
    this.collapsed = globs(collapsed);
    for (Map.Entry<String, String> rename : renames.entrySet()) {
      this.renames.put(Glob.ofActor(rename.getKey()), rename.getValue());
    }
  }

  private static List<Glob> globs(List<String> texts) {
    List<Glob> globs = new ArrayList<>();
    for (String text : texts) {
      globs.add(Glob.ofActor(text));
    }
    return globs;
  }

  /** Whether flows from or to the actor of this name are left out; asked of the name shown. */
  public boolean ignores(String name) {
    return !ignored.isEmpty() && Glob.any(ignored, shown(name));
  }

  /** What to show for {@code name}: the first rename that fits, else segments collapsed. */
  public String shown(String name) {
    for (Map.Entry<Glob, String> rename : renames.entrySet()) {
      if (rename.getKey().matches(name)) {
        return rename.getValue();
      }
    }
    return collapsed.isEmpty() ? name : collapse(name);
  }

  private String collapse(String name) {
    List<String> segments = new ArrayList<>();
    for (String segment : name.split("/", -1)) {
      segments.add(collapseSegment(segment));
    }
    return String.join("/", segments);
  }

  private String collapseSegment(String segment) {
    for (Glob glob : collapsed) {
      if (glob.matches(segment)) {
        return glob.toString();
      }
    }
    return segment;
  }
}
