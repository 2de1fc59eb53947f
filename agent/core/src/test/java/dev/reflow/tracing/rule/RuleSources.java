package dev.reflow.tracing.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.config.Loaded;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.Sources;
import java.nio.file.Path;
import java.util.List;

/** Rules as a user gets them from a file. */
final class RuleSources {

  private RuleSources() {}

  /** The rules of a file of this text. */
  static Rules load(Path directory, String text) {
    Loaded loaded = Sources.loadFile(directory, text);
    assertThat(loaded.problems()).isEmpty();
    return Rules.load(loaded.settings());
  }

  /** The first connector of a file of this text, which has no problem. */
  static ConnectorRule connector(Path directory, String text) {
    Rules rules = load(directory, text);
    assertThat(lines(rules)).isEmpty();
    return rules.connectors().get(0);
  }

  static List<String> lines(Rules rules) {
    return rules.problems().stream().map(Problem::toString).toList();
  }
}
