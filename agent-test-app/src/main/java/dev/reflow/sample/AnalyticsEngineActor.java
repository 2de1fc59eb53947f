package dev.reflow.sample;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The slow stage: thinks about each measurement, and reports the trend of every ten. */
final class AnalyticsEngineActor extends Actor<Measurement> {

  static final String ID = "analytics_engine";

  private static final int MEASUREMENTS_PER_TREND = 10;
  private static final long THINKING_NS = TimeUnit.MILLISECONDS.toNanos(2);

  private final MemoryConnector<Trend> trends;
  private double sumKelvin;
  private int measurements;
  private long trendNumber = 1;

  AnalyticsEngineActor(MemoryConnector<Trend> trends, Journal journal) {
    super(ID, journal);
    this.trends = trends;
    addOutlet(trends);
  }

  /** Parks as often as it takes: whoever put the next message in the queue may end one early. */
  private static void think() {
    long untilNs = System.nanoTime() + THINKING_NS;
    for (long leftNs = THINKING_NS; leftNs > 0; leftNs = untilNs - System.nanoTime()) {
      LockSupport.parkNanos(leftNs);
    }
  }

  @Override
  void onMessage(Measurement measurement) {
    think();
    sumKelvin += measurement.kelvin();
    measurements++;
    if (measurements == MEASUREMENTS_PER_TREND) {
      trends.sendMessage(
          new Trend(
              "trend_" + trendNumber++,
              measurement.messageId(),
              sumKelvin / measurements,
              measurements));
      sumKelvin = 0;
      measurements = 0;
    }
  }
}
