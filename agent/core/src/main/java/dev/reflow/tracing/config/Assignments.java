package dev.reflow.tracing.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who gave which key what value. Sources are added from the weakest to the strongest: a later value
 * takes the place, in file order, of an earlier one. One thread.
 */
final class Assignments {

  private final Map<String, Assigned> assigned = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  Map<String, Assigned> all() {
    return Collections.unmodifiableMap(assigned);
  }

  @Nullable Assigned get(String key) {
    return assigned.get(key);
  }

  List<Problem> problems() {
    return problems;
  }

  /** The text of a properties file; a key that stands there twice is worth a warning. */
  void addFile(String file, String text) {
    try {
      Map<String, Integer> lines = new HashMap<>();
      for (PropertiesReader.Entry entry : PropertiesReader.read(text)) {
        Origin origin = Origin.file(file, entry.line());
        String key = KeyName.canonical(entry.key());
        Integer before = lines.put(key, entry.line());
        if (before != null) {
          problems.add(
              Problem.warning(origin, key, "takes the place of the value in line " + before));
        }
        assigned.put(key, new Assigned(entry.value().trim(), origin));
      }
    } catch (PropertiesReader.MalformedException e) {
      problems.add(Problem.error(Origin.file(file, e.line), "", String.valueOf(e.getMessage())));
    }
  }

  void addPairs(String argument) {
    for (Map.Entry<String, String> pair : AgentArgument.pairs(argument).entrySet()) {
      String key = KeyName.canonical(pair.getKey());
      assigned.put(key, new Assigned(pair.getValue(), Origin.ARGUMENT));
    }
  }

  void addEnvironment(Map<String, String> environment) {
    Map<String, String> keys = keysByVariable();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (variable.getKey().startsWith(KeyName.ENVIRONMENT_PREFIX)) {
        addVariable(variable.getKey(), variable.getValue(), keys);
      }
    }
  }

  private void addVariable(String name, String value, Map<String, String> keys) {
    Origin origin = Origin.environment(name);
    String option = keys.get(name);
    Optional<String> key = option == null ? KeyName.ruleKey(name) : Optional.of(option);
    key = key.isEmpty() ? PassedOn.key(name) : key;
    if (key.isPresent()) {
      assigned.put(key.get(), new Assigned(value.trim(), origin));
    } else {
      String nearest = Spelling.didYouMean(name, keys.keySet());
      problems.add(Problem.warning(origin, name, "unknown key" + nearest));
    }
  }

  /** Options, and keys already given: a variable may replace a rule's line of the file. */
  private Map<String, String> keysByVariable() {
    Map<String, String> keys = new TreeMap<>();
    for (String key : assigned.keySet()) {
      keys.put(KeyName.environment(key), key);
    }
    for (Option<?> option : Options.ALL) {
      keys.put(KeyName.environment(option.key()), option.key());
    }
    return keys;
  }

  void addSystemProperties(Properties properties) {
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(KeyName.PREFIX)) {
        String value = properties.getProperty(key, "");
        assigned.put(
            KeyName.canonical(key), new Assigned(value.trim(), Origin.systemProperty(key)));
      }
    }
  }
}
