package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Loaded;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SettingsLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What an agent in another process is given as its argument. Immutable.
 *
 * @param text key=value pairs; empty for the other process's own configuration
 */
record AgentArgument(String text) {

  /**
   * The argument that means the same in a process with another working directory.
   *
   * @param config a file, or key=value pairs, as behind {@code -javaagent:…=}; empty for neither
   * @param properties further keys and values
   */
  static AgentArgument of(String config, Map<String, String> properties, Path workingDirectory) {
    List<String> pairs = new ArrayList<>();
    if (!config.isEmpty()) {
      boolean isPairs = config.matches("\\s*[A-Za-z][A-Za-z0-9_.-]*\\s*=(?s:.*)");
      Path file = isPairs ? workingDirectory : workingDirectory.resolve(config);
      pairs.add(isPairs ? config : "config=" + file.toAbsolutePath().normalize());
    }
    properties.forEach((key, value) -> pairs.add(key + "=" + value));
    return new AgentArgument(String.join(",", pairs));
  }

  /**
   * The settings that it leads to in a process of the same user; ends the command where they are
   * wrong.
   */
  Settings check(Surroundings surroundings) {
    Properties ofUser = new Properties();
    for (String key : List.of("java.io.tmpdir", "user.name", "user.home")) {
      ofUser.setProperty(key, surroundings.systemProperties().getProperty(key, ""));
    }
    Loaded loaded = SettingsLoader.load(text, ofUser, Map.of(), surroundings.workingDirectory());
    for (Problem problem : loaded.problems()) {
      if (problem.isError()) {
        throw CommandException.usage(problem.toString());
      }
    }
    return loaded.settings();
  }
}
