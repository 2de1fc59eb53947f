package dev.reflow.tracing.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The properties file: which one it is, and its text.
 *
 * @param name as the user wrote it
 * @param namedBy who asked for it; {@link Origin#DEFAULT}: nobody, it is read if it is there
 */
record ConfigurationFile(String name, Origin namedBy) {

  static final String DEFAULT_NAME = "reflow-agent.properties";

  /**
   * The one that the agent's argument names, else {@code -Dreflow.config}, else {@code
   * REFLOW_CONFIG}, else the default one, which {@code key=value} pairs stand in for.
   */
  static Optional<ConfigurationFile> find(
      @Nullable String argument, Properties system, Map<String, String> environment) {
    String key = Options.CONFIG.key();
    String variable = KeyName.environment(key);
    boolean pairs = argument != null && AgentArgument.isPairs(argument);
    String given = argument == null || !pairs ? argument : AgentArgument.pairs(argument).get(key);
    if (given != null && !given.isBlank()) {
      return Optional.of(new ConfigurationFile(given, Origin.ARGUMENT));
    }
    String property = system.getProperty(key);
    if (property != null && !property.isBlank()) {
      return Optional.of(new ConfigurationFile(property, Origin.systemProperty(key)));
    }
    String value = environment.get(variable);
    if (value != null && !value.isBlank()) {
      return Optional.of(new ConfigurationFile(value, Origin.environment(variable)));
    }
    return pairs
        ? Optional.empty()
        : Optional.of(new ConfigurationFile(DEFAULT_NAME, Origin.DEFAULT));
  }

  /** Adds what stands in it, or what is wrong with it. */
  void addTo(Assignments assignments, Path workingDirectory) {
    try {
      String text = Files.readString(workingDirectory.resolve(name));
      assignments.addFile(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (InvalidPathException e) {
      if (namedBy.kind() == Origin.Kind.ARGUMENT) { // the option's parser reports the others
        addProblem(assignments, "is not a path");
      }
    } catch (NoSuchFileException e) {
      if (namedBy.kind() != Origin.Kind.DEFAULT) {
        addProblem(assignments, "no such file");
      }
    } catch (CharacterCodingException e) {
      addProblem(assignments, "is not UTF-8 text");
    } catch (IOException e) {
      boolean isDirectory = Files.isDirectory(workingDirectory.resolve(name));
      addProblem(assignments, isDirectory ? "is a directory" : "cannot be read: " + e);
    }
  }

  private void addProblem(Assignments assignments, String text) {
    String by = namedBy.kind() == Origin.Kind.DEFAULT ? "" : " (named by " + namedBy + ")";
    assignments.problems().add(Problem.error(Origin.file(name, 0), "", text + by));
  }
}
