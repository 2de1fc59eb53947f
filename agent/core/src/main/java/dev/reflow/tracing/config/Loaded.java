package dev.reflow.tracing.config;

import java.util.List;

/**
 * What {@link SettingsLoader} found.
 *
 * @param settings complete in any case: where a value is bad, the default stands in its place
 */
public record Loaded(Settings settings, List<Problem> problems) {

  public Loaded {
    problems = List.copyOf(problems);
  }
}
