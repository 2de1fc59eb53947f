package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import dev.reflow.tracing.health.StripeMetrics;
import java.util.List;
import java.util.Map;

/** Figures for tests, no two alike. */
final class SomeMetrics {

  private SomeMetrics() {}

  static Metrics at(long timeMs) {
    return new Metrics(
        timeMs,
        1_234.5,
        2.25,
        12.125,
        Map.of(
            Fate.RECORDED,
            1_000L,
            Fate.SAMPLED_OUT,
            200L,
            Fate.EXPIRED,
            5L,
            Fate.TOO_LARGE,
            3L,
            Fate.STRIPE_BUSY,
            4L),
        65_536,
        7,
        List.of(
            new SinkMetrics("file", 950, 2, 5, 70, 1, 43, 1.5, 2.5),
            new SinkMetrics("websocket", 100, 0, 0, 0, 9, 900, 60.25, 1)),
        List.of(new StripeMetrics(0, 600, 40_000), new StripeMetrics(1, 400, 25_536)));
  }
}
