package dev.reflow.tracing.server;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Sends events in batch frames as an agent does and says how fast they were acknowledged. A program
 * and no test:
 *
 * <pre>java -cp agent/server/target/test-classes:agent/server/target/reflow-server.jar \
 *   dev.reflow.tracing.server.IngestLoad ws://localhost:8080/ 10000000 [FIRST]</pre>
 */
final class IngestLoad {

  private static final int FRAMES_UNDER_WAY = 32;
  private static final long STEP_US = 10;

  private IngestLoad() {}

  public static void main(String[] args) {
    long events = Long.parseLong(args[1]);
    long first = args.length > 2 ? Long.parseLong(args[2]) : 0;
    long startMs = System.currentTimeMillis() - TimeUnit.MINUTES.toMillis(30);
    EventFrames frames = new EventFrames(startMs, STEP_US);
    try (TestClient client = TestClient.connect(URI.create(args[0]), "reflow-batch.v1")) {
      long start = System.nanoTime();
      int underWay = 0;
      for (long at = first; at < first + events; at += EventFrames.EVENTS) {
        client.send(frames.frame(at));
        if (++underWay == FRAMES_UNDER_WAY) {
          acknowledged(client);
          underWay--;
        }
      }
      for (; underWay > 0; underWay--) {
        acknowledged(client);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "events=%d seconds=%.1f perSecond=%.0f%n",
          events,
          seconds,
          events / seconds);
    }
  }

  private static void acknowledged(TestClient client) {
    Object answer = client.next();
    if (!answer.equals(WireEvents.RECORDED)) {
      throw new IllegalStateException(String.valueOf(answer));
    }
  }
}
