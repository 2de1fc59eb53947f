package dev.reflow.tracing.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Finds, reads and checks the configuration. No state; any thread. */
public final class SettingsLoader {

  private SettingsLoader() {}

  /**
   * Never throws: what is wrong is among the problems.
   *
   * @param agentArgument what stands after {@code =} of {@code -javaagent}: a file, or {@code
   *     key=value,key=value}
   * @param workingDirectory what relative names of files are relative to
   */
  public static Loaded load(
      @Nullable String agentArgument,
      Properties systemProperties,
      Map<String, String> environment,
      Path workingDirectory) {
    Map<Option<?>, Settings.Value> values = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Option<?> option : Options.ALL) {
      try {
        values.put(
            option,
            new Settings.Value(
                option.parse(option.defaultText()), option.defaultText(), Origin.DEFAULT));
      } catch (InvalidValueException e) {
        problems.add(Problem.error(Origin.DEFAULT, option.key(), String.valueOf(e.getMessage())));
      }
    }
    return new Loaded(new Settings(values, List.of()), problems);
  }
}
