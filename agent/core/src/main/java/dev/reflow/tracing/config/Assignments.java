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
        Integer before = lines.put(entry.key(), entry.line());
        if (before != null) {
          problems.add(
              Problem.warning(
                  origin, entry.key(), "takes the place of the value in line " + before));
        }
        assigned.put(entry.key(), new Assigned(entry.value().trim(), origin));
      }
    } catch (PropertiesReader.MalformedException e) {
      problems.add(Problem.error(Origin.file(file, e.line), "", String.valueOf(e.getMessage())));
    }
  }

  void addPairs(String argument) {
    AgentArgument.pairs(argument)
        .forEach((key, value) -> assigned.put(key, new Assigned(value, Origin.ARGUMENT)));
  }

  void addEnvironment(Map<String, String> environment) {
    Map<String, String> keys = keysByVariable();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(KeyName.ENVIRONMENT_PREFIX)) {
                addVariable(name, value, keys);
              }
            });
  }

  private void addVariable(String name, String value, Map<String, String> keys) {
    Origin origin = Origin.environment(name);
    Optional<String> key = Optional.ofNullable(keys.get(name)).or(() -> KeyName.ruleKey(name));
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
    assigned.keySet().forEach(key -> keys.put(KeyName.environment(key), key));
    Options.ALL.forEach(option -> keys.put(KeyName.environment(option.key()), option.key()));
    return keys;
  }

  void addSystemProperties(Properties properties) {
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(KeyName.PREFIX)) {
        String value = properties.getProperty(key, "");
        assigned.put(key, new Assigned(value.trim(), Origin.systemProperty(key)));
      }
    }
  }
}
