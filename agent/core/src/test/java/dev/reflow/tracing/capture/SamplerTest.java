package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reflow.tracing.config.SettingsLoader;
import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.rule.Sampling;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {

  private static final Edge ORDERS = new Edge(1, "shop", "out", "billing", "in", "memory_channel");
  private static final Edge PINGS = new Edge(300, "pinger", "out", "shop", "in", "memory_channel");
  private static final Name ORDER = new Name(1, "Order");
  private static final Name PING = new Name(2, "Ping");

  @TempDir private Path dir;
  private final ThreadContext thread =
      new ThreadContext(Name.OTHER, new AtomicLong(), EdgeCounters.shared());

  private Sampler sampler(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty("reflow.sampling." + settings[i], settings[i + 1]);
    }
    return new Sampler(
        Sampling.of(SettingsLoader.load(null, properties, Map.of(), dir).settings()));
  }

  private static double rate(Sampler sampler, Edge edge) {
    return sampler.of(edge).rate();
  }

  @Test
  void shouldHaveNothingToDecideByDefault() {
    assertThat(sampler().keepsAll).isTrue();
    assertThat(sampler("rate", "0.5").keepsAll).isFalse();
    assertThat(sampler("never", "x").keepsAll).isFalse();
    assertThat(sampler("max-events-per-second", "10").keepsAll).isFalse();
    assertThat(sampler("rule.a.rate", "0.5").keepsAll).isFalse();
  }

  @Test
  void shouldLetNeverWinOverAlwaysAndBothOverRates() {
    Sampler sampler =
        sampler("rate", "0.5", "always", "bill*", "never", "pinger", "rule.a.rate", "0.1");

    assertThat(rate(sampler, ORDERS)).isEqualTo(1);
    assertThat(rate(sampler, PINGS)).isZero();
    assertThat(rate(sampler("always", "shop", "never", "pinger"), PINGS)).isZero();
    assertThat(sampler.of(ORDERS).isFixed()).isTrue();
  }

  @Test
  void shouldLetTheFirstRuleForAnEdgeDecideOnceForAll() {
    Sampler sampler =
        sampler(
            "rate", "0.5",
            "rule.a.from-actor", "shop",
            "rule.a.to-actor", "b*",
            "rule.a.rate", "0.25");

    assertThat(rate(sampler, ORDERS)).isEqualTo(0.25);
    assertThat(sampler.of(ORDERS).needsMessage()).isFalse();
    assertThat(sampler.of(ORDERS)).isSameAs(sampler.of(ORDERS));
    assertThat(rate(sampler, PINGS)).isEqualTo(0.5);
  }

  @Test
  void shouldAskTypeAndSizeWhereARuleDoes() {
    Verdict verdict =
        sampler(
                "rate", "0.5",
                "rule.a.message-type", "Ord*, Inv*",
                "rule.a.min-size", "10",
                "rule.a.max-size", "20",
                "rule.a.rate", "0.25")
            .of(ORDERS);

    assertThat(verdict.needsMessage()).isTrue();
    assertThat(verdict.rate(ORDER, 10)).isEqualTo(0.25);
    assertThat(verdict.rate(ORDER, 20)).isEqualTo(0.25);
    assertThat(verdict.rate(ORDER, 21)).isEqualTo(0.5);
    assertThat(verdict.rate(ORDER, 9)).isEqualTo(0.5);
    assertThat(verdict.rate(PING, 15)).isEqualTo(0.5);
    assertThat(verdict.rate(PING, 15)).isEqualTo(0.5);
  }

  @Test
  void shouldDrawWithTheProbabilityThatTheWeightSays() {
    Sampler sampler = sampler("rate", "0.1");
    Verdict verdict = sampler.of(ORDERS);
    int kept = 0;
    double weights = 0;
    for (int i = 0; i < 1_000_000; i++) {
      double weight = sampler.draw(verdict, verdict.rate(), thread);
      kept += weight == Sampler.LEFT_OUT ? 0 : 1;
      weights += weight;
    }

    // Ten standard deviations.
    assertThat(kept).isBetween(97_000, 103_000);
    assertThat(weights).isEqualTo(kept * 10.0, within(1e-3));
  }

  @Test
  void shouldKeepAllAtOneAndNoneAtZero() {
    Sampler sampler = sampler("rate", "0", "always", "pinger");
    for (int i = 0; i < 10_000; i++) {
      assertThat(sampler.draw(sampler.of(PINGS), 1, thread)).isEqualTo(1);
      assertThat(sampler.draw(sampler.of(ORDERS), 0, thread)).isEqualTo(Sampler.LEFT_OUT);
    }
  }

  @Test
  void shouldLowerRatesToStayBelowTheLimitAndRaiseThemSlowly() {
    Sampler sampler = sampler("max-events-per-second", "1000");
    sampler.adapt(0, 10_000);
    assertThat(sampler.factor()).isEqualTo(0.1, within(1e-9));

    sampler.adapt(0, 500);
    assertThat(sampler.factor()).isEqualTo(0.2, within(1e-9));
    sampler.adapt(0, 500);
    sampler.adapt(0, 500);
    sampler.adapt(0, 500);
    assertThat(sampler.factor()).isEqualTo(1);
  }

  @Test
  void shouldTakeWhatIsAlwaysRecordedOutOfTheLimit() {
    Sampler sampler = sampler("max-events-per-second", "1000");
    sampler.adapt(600, 4_000);
    assertThat(sampler.factor()).isEqualTo(0.1, within(1e-9));

    // Never nothing: a weight can stand for flows only where some are recorded.
    sampler.adapt(5_000, 1_000);
    assertThat(sampler.factor()).isEqualTo(0.01, within(1e-9));
  }

  @Test
  void shouldWeighByTheLoweredRate() {
    Sampler sampler = sampler("rate", "0.5", "max-events-per-second", "10");
    sampler.adapt(0, 20);
    double weight = Sampler.LEFT_OUT;
    while (weight == Sampler.LEFT_OUT) {
      weight = sampler.draw(sampler.of(ORDERS), 0.5, thread);
    }
    assertThat(weight).isEqualTo(4, within(1e-9));
  }
}
