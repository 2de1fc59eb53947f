package dev.reflow.tracing.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a process's settings come from, so that they can be read again. Immutable, the properties
 * as long as nobody changes them.
 *
 * @param agentArgument what stands after {@code =} of {@code -javaagent}; null or blank: nothing
 * @param workingDirectory what relative names of files are relative to
 */
public record SettingsSource(
    @Nullable String agentArgument,
    Properties systemProperties,
    Map<String, String> environment,
    Path workingDirectory) {

  /** This process's own, as they are now. */
  public static SettingsSource ofProcess(@Nullable String agentArgument) {
    Properties properties = new Properties();
    // What the application sets later is not meant for the agent.
    properties.putAll(System.getProperties());
    return new SettingsSource(
        agentArgument, properties, System.getenv(), Path.of("").toAbsolutePath());
  }

  /** The settings as they are now. Never throws: what is wrong is among the problems. */
  public Loaded load() {
    return SettingsLoader.load(agentArgument, systemProperties, environment, workingDirectory);
  }

  /** The properties file, whether or not it is there; empty when none is read. */
  public Optional<Path> file() {
    boolean given = agentArgument != null && !agentArgument.isBlank();
    String argument = given && agentArgument != null ? agentArgument.trim() : null;
    try {
      return ConfigurationFile.find(argument, systemProperties, environment)
          .map(ConfigurationFile::name)
          .map(workingDirectory::resolve);
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }
}
