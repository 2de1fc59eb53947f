package dev.reflow.tracing.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.weave.shape.Handlers;
import dev.reflow.tracing.weave.shape.PlainConnector;
import dev.reflow.tracing.weave.shape.Shapes;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  @Test
  void shouldSayWhichMethodsAreWoven() {
    Explanation explanation = explain(Shapes.Delegating.class);

    assertThat(explanation.className()).isEqualTo(Shapes.Delegating.class.getName());
    assertThat(explanation.isWoven()).isTrue();
    assertThat(verdict(explanation, "connector conventions").text())
        .isEqualTo("weaves sendMessage(java.lang.String)");
  }

  @Test
  void shouldSayThatTheTypeIsAnother() {
    Explanation explanation = explain(Handlers.Channel.class);

    assertThat(explanation.isWoven()).isFalse();
    assertThat(verdict(explanation, "receiver conventions").text())
        .startsWith("is for other types: **Actor");
  }

  @Test
  void shouldSayThatTheMethodIsMissing() {
    Explanation explanation =
        explain(
            Handlers.Channel.class,
            "reflow.connector.orders.type = " + Handlers.Channel.class.getName(),
            "reflow.connector.orders.method = publishAll");

    Explanation.Verdict orders = verdict(explanation, "connector orders");
    assertThat(orders.typeMatches()).isTrue();
    assertThat(orders.methods()).isEmpty();
    assertThat(orders.text()).contains("declares no method [publishAll]");
  }

  @Test
  void shouldSayWhichRuleComesFirst() {
    Explanation explanation =
        explain(
            PlainConnector.class,
            "reflow.connector.orders.type = " + PlainConnector.class.getName(),
            "reflow.connector.orders.method = sendMessage");

    assertThat(explanation.verdicts().get(0).rule()).isEqualTo("connector orders");
    assertThat(verdict(explanation, "connector orders").methods()).hasSize(9);
    assertThat(verdict(explanation, "connector conventions").methods()).isEmpty();
  }

  @Test
  void shouldExplainCarriers() {
    Explanation explanation =
        explain(
            Handlers.Envelope.class,
            "reflow.carrier.orders.type = " + Handlers.Envelope.class.getName());

    assertThat(verdict(explanation, "carrier orders").text()).isEqualTo("weaves <init>");
  }

  private static Explanation explain(Class<?> shape, String... rules) {
    return Explanation.of(
        WeavingLoader.bytes(shape.getName()),
        ExplanationTest.class.getClassLoader(),
        TestRules.of(rules));
  }

  private static Explanation.Verdict verdict(Explanation explanation, String rule) {
    return explanation.verdicts().stream()
        .filter(verdict -> verdict.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }
}
