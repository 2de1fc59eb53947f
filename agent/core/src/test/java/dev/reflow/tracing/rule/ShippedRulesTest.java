package dev.reflow.tracing.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.config.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Main test of the shipped files. */
class ShippedRulesTest {

  @Test
  void shouldLoadEveryShippedRuleWithoutAProblem() {
    Rules rules =
        Rules.load(
            SettingsLoader.load(null, new Properties(), Map.of(), Path.of("/nowhere")).settings());

    assertThat(rules.problems()).isEmpty();
    assertThat(rules.connectors())
        .extracting(ConnectorRule::name)
        .containsExactly(
            "pekko",
            "pekko-ask",
            "pekko-dead-letters",
            "akka",
            "akka-ask",
            "akka-dead-letters",
            "conventions");
    assertThat(rules.receivers())
        .extracting(ReceiverRule::name)
        .containsExactly("pekko", "akka", "conventions");
    assertThat(rules.carriers()).extracting(CarrierRule::name).containsExactly("pekko", "akka");
  }
}
