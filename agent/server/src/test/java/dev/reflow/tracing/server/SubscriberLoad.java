package dev.reflow.tracing.server;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends 50,000 events a second and says how long after each happened a subscriber to a twentieth of
 * them heard of it, and whether it heard of others or missed any. A program and no test:
 *
 * <pre>java -cp agent/server/target/test-classes:agent/server/target/reflow-server.jar \
 *   dev.reflow.tracing.server.SubscriberLoad ws://localhost:8080/ SECONDS</pre>
 */
final class SubscriberLoad {

  private static final long STEP_US = 20;
  private static final int PER_SECOND = 50_000;
  private static final long SLOW_NS = 1_999;
  private static final int WARM_UP_FRAMES = 500;
  private static final String FILTERS =
      "{\"event_types\":[{\"DataFlow\":{\"to_actor\":\"*\",\"to_port\":\"*\"}}],"
          + "\"performance_filter\":\"execution_time_ns > "
          + SLOW_NS
          + "\"}";

  private final TestClient subscriber;
  private final double[] lateMs;
  private int heard;
  private int others;

  private SubscriberLoad(TestClient subscriber, int expected) {
    this.subscriber = subscriber;
    this.lateMs = new double[expected];
  }

  public static void main(String[] args) throws InterruptedException {
    URI server = URI.create(args[0]);
    long events = Long.parseLong(args[1]) * PER_SECOND;
    int expected = 0;
    for (long number = 0; number < events; number++) {
      expected += EventFrames.executionNs(number) > SLOW_NS ? 1 : 0;
    }
    try (TestClient subscriber = TestClient.connect(server);
        TestClient sender = TestClient.connect(server, "reflow-batch.v1")) {
      subscriber.ask("{\"Subscribe\":{\"filters\":" + FILTERS + "}}");
      SubscriberLoad load = new SubscriberLoad(subscriber, expected);
      Thread listener = new Thread(load::listen, "subscriber");
      listener.start();
      send(sender, events);
      listener.join();
      load.report();
    }
  }

  /** Each frame when its last event has happened. */
  private static void send(TestClient sender, long events) {
    // Once this program is compiled: its own beginning is not what is measured.
    for (int i = 0; i < WARM_UP_FRAMES; i++) {
      new EventFrames(i, STEP_US).frame(i);
    }
    long startMs = System.currentTimeMillis();
    EventFrames frames = new EventFrames(startMs, STEP_US);
    for (long at = 0; at < events; at += EventFrames.EVENTS) {
      byte[] frame = frames.frame(at);
      long dueMs = startMs + (at + EventFrames.EVENTS) * STEP_US / 1_000;
      while (System.currentTimeMillis() < dueMs) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      sender.send(frame);
    }
    for (long at = 0; at < events; at += EventFrames.EVENTS) {
      sender.next();
    }
  }

  private void listen() {
    while (heard < lateMs.length) {
      String notification = (String) subscriber.next();
      Instant now = Instant.now();
      Instant happened = Instant.parse(WireEvents.values(notification, "timestamp").get(0));
      if (executionNs(notification) > SLOW_NS) {
        lateMs[heard++] = now.toEpochMilli() - happened.toEpochMilli();
      } else {
        others++;
      }
    }
  }

  private static long executionNs(String notification) {
    String key = "\"execution_time_ns\":";
    int from = notification.indexOf(key) + key.length();
    return Long.parseLong(notification.substring(from, notification.indexOf(',', from)));
  }

  private void report() {
    printWorst();
    double[] sorted = Arrays.copyOf(lateMs, heard);
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "perSecond=%d heard=%d missed=%d others=%d wrong=%d p50Ms=%.0f p99Ms=%.0f latestMs=%.0f%n",
        PER_SECOND,
        heard,
        lateMs.length - heard,
        others,
        lateMs.length - heard + others,
        sorted[heard / 2],
        sorted[(int) (heard * 99L / 100)],
        sorted[heard - 1]);
  }

  /** Of each second, so that a server's beginning can be told from the rest. */
  private void printWorst() {
    int aSecond = PER_SECOND / 20;
    StringBuilder worst = new StringBuilder("worst of each second, in ms:");
    for (int from = 0; from < heard; from += aSecond) {
      double most = Arrays.stream(lateMs, from, Math.min(heard, from + aSecond)).max().orElse(0);
      worst.append(' ').append((long) most);
    }
    System.err.println(worst);
  }
}
