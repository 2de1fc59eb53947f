package dev.reflow.tracing.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Finds, reads and checks the configuration. No state; any thread. */
public final class SettingsLoader {

  private SettingsLoader() {}

  /**
   * Never throws: what is wrong is among the problems.
   *
   * @param agentArgument what stands after {@code =} of {@code -javaagent}: a file, or {@code
   *     key=value,key=value}; null or blank: nothing
   * @param workingDirectory what relative names of files are relative to
   */
  public static Loaded load(
      @Nullable String agentArgument,
      Properties systemProperties,
      Map<String, String> environment,
      Path workingDirectory) {
    boolean given = agentArgument != null && !agentArgument.isBlank();
    String argument = given && agentArgument != null ? agentArgument.trim() : null;
    Assignments assignments = new Assignments();
    Optional<ConfigurationFile> file =
        ConfigurationFile.find(argument, systemProperties, environment);
    if (file.isPresent()) {
      file.get().addTo(assignments, workingDirectory);
    }
    if (argument != null && AgentArgument.isPairs(argument)) {
      assignments.addPairs(argument);
    }
    assignments.addEnvironment(environment);
    assignments.addSystemProperties(systemProperties);
    return interpret(assignments, systemProperties);
  }

  private static Loaded interpret(Assignments assignments, Properties systemProperties) {
    List<Problem> problems = new ArrayList<>(assignments.problems());
    List<RuleEntry> rules = new ArrayList<>();
    Map<String, Assigned> passedOn = new LinkedHashMap<>();
    Keys keys = new Keys(rules, problems, passedOn);
    keys.check(assignments.all());
    OptionValues values = new OptionValues(assignments, systemProperties, problems);
    List<SamplingRule> sampling = new SamplingRules(problems).read(rules);
    return new Loaded(
        new Settings(values.parseAll(), rules, sampling, new PassedOn(passedOn)), problems);
  }
}
