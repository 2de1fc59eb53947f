package dev.reflow.sample;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Where readings come from: so many a second from sensors that now and then break. */
final class SensorReader {

  static final String ID = "sensor_reader";

  private static final List<String> SENSORS =
      List.of("boiler_north", "boiler_south", "intake", "outlet", "roof");
  private static final double BROKEN_SHARE = 0.03;
  private static final int FIRST_NUMBER = 10_000;

  private final MemoryConnector<SensorReading> data;
  private final Random random;
  private final long intervalNs;
  private volatile boolean stopped;

  SensorReader(MemoryConnector<SensorReading> data, double ratePerSecond, long seed) {
    this.data = data;
    this.random = new Random(seed);
    this.intervalNs = (long) (TimeUnit.SECONDS.toNanos(1) / ratePerSecond);
  }

  /** Reads until {@code durationNs} are over or {@link #stop} is called; then ends the network. */
  void run(long durationNs) {
    long startNs = System.nanoTime();
    long readings = 0;
    while (!stopped && System.nanoTime() - startNs < durationNs) {
      data.sendMessage(read(FIRST_NUMBER + readings));
      readings++;
      waitUntil(startNs + readings * intervalNs);
    }
    data.close();
  }

  /** Any thread. */
  void stop() {
    stopped = true;
  }

  private SensorReading read(long number) {
    String sensor = SENSORS.get((int) (number % SENSORS.size()));
    double celsius =
        random.nextDouble() < BROKEN_SHARE ? Double.NaN : 60 + 12 * random.nextGaussian();
    return new SensorReading("msg_" + number, sensor, celsius, System.currentTimeMillis());
  }

  private void waitUntil(long timeNs) {
    for (long waitNs = timeNs - System.nanoTime(); waitNs > 0 && !stopped; ) {
      LockSupport.parkNanos(Math.min(waitNs, TimeUnit.MILLISECONDS.toNanos(100)));
      waitNs = timeNs - System.nanoTime();
    }
  }
}
