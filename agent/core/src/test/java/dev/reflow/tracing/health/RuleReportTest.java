package dev.reflow.tracing.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleReportTest {

  private final RuleReport report = new RuleReport();

  @Test
  void shouldKeepTheKindsOfRulesApart() {
    report.connector("orders").loaded();
    report.receiver("orders").loaded();
    report.carrier("orders").loaded();

    assertThat(report.snapshot())
        .extracting(RuleSnapshot::name)
        .containsExactly("carrier orders", "connector orders", "receiver orders");
    assertThat(report.connector("orders")).isSameAs(report.entry("connector orders"));
  }

  @Test
  void shouldTellTheStoryOfARule() {
    RuleReport.Entry entry = report.connector("orders");
    entry.loaded();
    assertThat(only().finding()).isEqualTo("connector orders: no class matched");

    entry.matched("a.B");
    assertThat(only().finding()).isEqualTo("connector orders: no method of [a.B] matched");

    entry.woven("a.B", "publish(I)V");
    assertThat(only().finding()).isEmpty();
    assertThat(only().wovenMethods()).containsExactly("a.B#publish(I)V");
    assertThat(only().fired()).isFalse();

    entry.fired();
    assertThat(only().fired()).isTrue();
  }

  @Test
  void shouldReportARefusalOnce() {
    RuleReport.Entry entry = report.connector("orders");
    entry.loaded();

    assertThat(entry.refused("a.B", "hidden")).isTrue();
    assertThat(entry.refused("a.B", "hidden")).isFalse();

    assertThat(only().refused()).isEqualTo(1);
    assertThat(only().finding()).isEqualTo("connector orders: refused for {a.B=hidden}");
  }

  @Test
  void shouldSayThatARuleIsNotLoaded() {
    report.connector("orders");

    assertThat(only().finding()).isEqualTo("connector orders: not loaded");
  }

  @Test
  void shouldCountWithoutKeepingEveryName() {
    RuleReport.Entry entry = report.connector("orders");
    int classes = RuleReport.MAX_NAMES + 10;
    for (int i = 0; i < classes; i++) {
      entry.matched("a.B" + i);
      entry.matched("a.B0");
      entry.refused("a.B" + i, "hidden");
    }

    assertThat(only().matched()).isEqualTo(classes);
    assertThat(only().refused()).isEqualTo(classes);
    assertThat(only().matchedClasses()).hasSize(RuleReport.MAX_NAMES);
    assertThat(only().refusals()).hasSizeLessThanOrEqualTo(RuleReport.MAX_NAMES);
  }

  @Test
  void shouldSayWhenSomethingChanged() {
    RuleReport.Entry entry = report.connector("orders");
    entry.fired();
    long changes = report.changes();

    entry.fired();
    report.snapshot();
    assertThat(report.changes()).isEqualTo(changes);

    entry.matched("a.B");
    assertThat(report.changes()).isGreaterThan(changes);
  }

  private RuleSnapshot only() {
    assertThat(report.snapshot()).hasSize(1);
    return report.snapshot().get(0);
  }
}
