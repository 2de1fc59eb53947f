package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingSettingsTest {

  @TempDir private Path directory;

  private Loaded load(String... lines) {
    return Sources.loadFile(directory, String.join("\n", lines) + "\n");
  }

  private String problem(String... lines) {
    List<Problem> problems = load(lines).problems();
    assertThat(problems).hasSize(1);
    return problems.get(0).toString();
  }

  @Test
  void shouldRecordEverythingByDefault() {
    Settings settings = load().settings();

    assertThat(settings.get(Options.SAMPLING_RATE)).isEqualTo(1.0);
    assertThat(settings.get(Options.SAMPLING_ALWAYS)).isEmpty();
    assertThat(settings.get(Options.SAMPLING_MAX_EVENTS_PER_SECOND)).isEmpty();
    assertThat(settings.samplingRules()).isEmpty();
  }

  @Test
  void shouldReadRulesInFileOrder() {
    Loaded loaded =
        load(
            "reflow.sampling.rate = 0.25",
            "reflow.sampling.never = metrics/**, pinger",
            "reflow.sampling.max-events-per-second = 5000",
            "reflow.sampling.rule.zeta.message-type = Order*, Invoice",
            "reflow.sampling.rule.alpha.from-actor = shop/*",
            "reflow.sampling.rule.zeta.rate = 1",
            "reflow.sampling.rule.alpha.min-size = 1KiB",
            "reflow.sampling.rule.alpha.max-size = 2MiB",
            "reflow.sampling.rule.alpha.to-actor = bank",
            "reflow.sampling.rule.alpha.rate = 0.5");

    assertThat(loaded.problems()).isEmpty();
    Settings settings = loaded.settings();
    assertThat(settings.get(Options.SAMPLING_RATE)).isEqualTo(0.25);
    assertThat(settings.get(Options.SAMPLING_NEVER)).containsExactly("metrics/**", "pinger");
    assertThat(settings.get(Options.SAMPLING_MAX_EVENTS_PER_SECOND)).contains(5000);
    assertThat(settings.samplingRules())
        .containsExactly(
            new SamplingRule(
                "zeta", List.of("Order*", "Invoice"), 0, Long.MAX_VALUE, List.of(), List.of(), 1),
            new SamplingRule(
                "alpha", List.of(), 1024, 2 << 20, List.of("shop/*"), List.of("bank"), 0.5));
  }

  @Test
  void shouldSayInOneLineWhatIsWrong() {
    assertThat(problem("reflow.sampling.rate = 5%"))
        .isEqualTo(
            "reflow-agent.properties:1: reflow.sampling.rate: \"5%\" is not a number from 0 to 1"
                + " such as 0.05");
    assertThat(problem("reflow.sampling.rate = 1.5")).contains("\"1.5\" is not a number from 0");
    assertThat(problem("reflow.sampling.rate = NaN")).contains("\"NaN\" is not a number from 0");
    assertThat(
            problem("reflow.sampling.rule.big.rate = 1", "reflow.sampling.rule.big.min-size = x"))
        .isEqualTo(
            "reflow-agent.properties:2: reflow.sampling.rule.big.min-size: \"x\" is not a size from"
                + " 0 to 1024GiB such as 64KiB, 256MiB or 1GiB");
    assertThat(problem("reflow.sampling.rule.big.min-size = 1KiB"))
        .isEqualTo(
            "reflow-agent.properties:1: reflow.sampling.rule.big.rate: is missing; a rule needs it");
    assertThat(
            problem(
                "reflow.sampling.rule.big.rate = 1",
                "reflow.sampling.rule.big.min-size = 2",
                "reflow.sampling.rule.big.max-size = 1"))
        .isEqualTo(
            "reflow-agent.properties:3: reflow.sampling.rule.big.max-size: is less than min-size");
  }

  @Test
  void shouldGuessAMisspeltKeyOfARule() {
    assertThat(problem("reflow.sampling.rule.big.mesage-type = Order"))
        .isEqualTo(
            "reflow-agent.properties:1: reflow.sampling.rule.big.mesage-type: unknown key, did you"
                + " mean message-type?");
    assertThat(problem("reflow.sampling.rule.big.collapse = x")).contains("known are message-type");
    assertThat(problem("reflow.connector.big.min-size = x")).contains("unknown key");
    assertThat(problem("reflow.sampling.rte = 1")).contains("did you mean reflow.sampling.rate?");
  }

  @Test
  void shouldReadARuleFromTheEnvironment() {
    Settings settings =
        new Sources(directory)
            .environment("REFLOW_SAMPLING_RULE_BIG_ORDERS_MIN_SIZE", "10")
            .environment("REFLOW_SAMPLING_RULE_BIG_ORDERS_RATE", "0.5")
            .load()
            .settings();

    assertThat(settings.samplingRules())
        .extracting(SamplingRule::name)
        .containsExactly("big-orders");
  }

  @Test
  void shouldTakeOverRulesWhileTheProgramRuns() {
    Settings before = load("reflow.sampling.rule.a.rate = 0.5").settings();
    Settings after =
        load("reflow.sampling.rule.a.rate = 0.1", "reflow.sampling.rate = 0").settings();

    assertThat(before.changesTo(after))
        .allMatch(SettingChange::live)
        .extracting(SettingChange::toString)
        .containsExactly(
            "reflow.sampling.rate: 1.0 -> 0", "reflow.sampling.rule.a.rate: 0.5 -> 0.1");
    Settings merged = before.withLive(after);
    assertThat(merged.samplingRules()).isEqualTo(after.samplingRules());
    assertThat(merged.ruleEntries()).isEqualTo(after.ruleEntries());
    assertThat(merged.get(Options.SAMPLING_RATE)).isZero();
  }
}
