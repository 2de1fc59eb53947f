package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Loaded;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SettingsLoader;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes: the agent's configuration, and a cry for help. One thread. */
final class ConfigurationOptions {

  private static final String PREFIX = "reflow.";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean helpAsked;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description = "Sets a key of the configuration, as in -Dreflow.queue.dir=/var/reflow.")
  private final Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Reads the properties file that the traced program reads.")
  private @Nullable String file;

  /**
   * The configuration, with all that is wrong with it.
   *
   * @param argument what the agent would get behind {@code -javaagent:…=}; null for none
   */
  Loaded load(Surroundings surroundings, @Nullable String argument) {
    if (argument == null) {
      requireFile(surroundings);
    }
    Properties all = new Properties();
    surroundings.systemProperties().stringPropertyNames().stream()
        .forEach(key -> all.setProperty(key, surroundings.systemProperties().getProperty(key)));
    properties.forEach((key, value) -> all.setProperty(withPrefix(key), value));
    return SettingsLoader.load(
        argument == null ? file : argument,
        all,
        surroundings.environment(),
        surroundings.workingDirectory());
  }

  /** Else the file would be told to be missing as if an agent had asked for it. */
  private void requireFile(Surroundings surroundings) {
    if (file != null && !Files.isRegularFile(surroundings.workingDirectory().resolve(file))) {
      throw CommandException.usage("--config: there is no file " + file);
    }
  }

  /** The configuration; ends the command when a value is bad, and warns of what else is wrong. */
  Settings require(Surroundings surroundings) {
    Loaded loaded = load(surroundings, null);
    for (Problem problem : loaded.problems()) {
      if (problem.isError()) {
        throw CommandException.usage(problem.toString());
      }
      surroundings.terminal().error(problem.toString());
    }
    return loaded.settings();
  }

  /** What these options mean to an agent in another process. */
  AgentArgument agentArgument(Surroundings surroundings, @Nullable String argument) {
    String config = argument != null ? argument : file != null ? file : "";
    return AgentArgument.of(config, properties, surroundings.workingDirectory());
  }

  /** Whether help was asked for; picocli then shows it and runs nothing. */
  boolean isHelpAsked() {
    return helpAsked;
  }

  private static String withPrefix(String key) {
    return key.startsWith(PREFIX) ? key : PREFIX + key;
  }
}
