package dev.reflow.tracing.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Parses the value of every option; one that is bad leaves the default in its place. One thread.
 */
final class OptionValues {

  private final Map<Option<?>, Settings.Value> values = new HashMap<>();
  private final Assignments assignments;
  private final Placeholders placeholders;
  private final List<Problem> problems;

  /** Adds to {@code problems}. */
  OptionValues(Assignments assignments, Properties system, List<Problem> problems) {
    this.assignments = assignments;
    this.placeholders = new Placeholders(system);
    this.problems = problems;
  }

  Map<Option<?>, Settings.Value> parseAll() {
    values.put(Options.SERVICE, parse(Options.SERVICE)); // others are named after it
    for (Option<?> option : Options.ALL) {
      if (!values.containsKey(option)) {
        values.put(option, parse(option));
      }
    }
    return values;
  }

  private Settings.Value parse(Option<?> option) {
    Assigned assigned = assignments.get(option.key());
    if (assigned != null) {
      try {
        return value(option, assigned.value(), assigned.origin());
      } catch (InvalidValueException e) {
        String text = String.valueOf(e.getMessage());
        problems.add(Problem.error(assigned.origin(), option.key(), text));
      }
    }
    try {
      return value(option, option.defaultText(), Origin.DEFAULT);
    } catch (InvalidValueException e) {
      throw new IllegalStateException("default of " + option.key(), e);
    }
  }

  private Settings.Value value(Option<?> option, String text, Origin origin)
      throws InvalidValueException {
    boolean asItIs = option.secret() || option == Options.CONFIG; // that one was used already
    String replaced = asItIs ? text : placeholders.replace(text, service(option));
    return new Settings.Value(option.parse(replaced), replaced, origin);
  }

  /**
   * Null while the service itself is being parsed; fit for a path except where it is an identity.
   */
  private @Nullable String service(Option<?> option) {
    Settings.Value service = values.get(Options.SERVICE);
    if (service == null) {
      return null;
    }
    return option == Options.FLOW_ID ? service.text() : ProcessName.fileName(service.text());
  }
}
