package dev.reflow.tracing.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.config.Loaded;
import dev.reflow.tracing.config.SettingsLoader;
import dev.reflow.tracing.rule.Rules;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Rules as a user writes them. */
final class TestRules {

  private TestRules() {}

  /** The shipped rules and those in {@code lines}, each {@code key = value}. */
  static Rules of(String... lines) {
    Properties properties = new Properties();
    for (String line : lines) {
      int equals = line.indexOf('=');
      properties.setProperty(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    Loaded loaded = SettingsLoader.load(null, properties, Map.of(), Path.of("/"));
    Rules rules = Rules.load(loaded.settings());
    assertThat(loaded.problems()).isEmpty();
    assertThat(rules.problems()).isEmpty();
    return rules;
  }
}
