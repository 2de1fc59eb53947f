package dev.reflow.tracing.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.LogLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that leaves no memory for a batch. */
class OutOfMemoryTest {

  @TempDir Path place;
  private final LogLines log = new LogLines();
  private final FakeSink sink = new FakeSink();
  private final AtomicLong nowNs = new AtomicLong(1);

  @Test
  void shouldSendABatchAgainInTheMiddleOfWhichMemoryRanOut() {
    Shipper shipper =
        new Shipper(
            sink,
            new FakeFeed(place).record(3),
            new BatchLimits(3, Duration.ofSeconds(1)),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new SplittableRandom(7)),
            nowNs::get,
            log.log());
    sink.writeError = new OutOfMemoryError("no room");
    sink.writeErrorAt = "m1";
    work(shipper);
    assertThat(sink.batches).isEmpty();
    nowNs.addAndGet(shipper.idleNs());
    work(shipper);
    assertThat(sink.batches).isEqualTo(List.of(List.of("m0", "m1", "m2")));
    assertThat(shipper.counters().acknowledged()).isEqualTo(3);
    assertThat(log.lines().toString())
        .contains("cannot be shipped (java.lang.OutOfMemoryError: no room)");
  }

  private static void work(Shipper shipper) {
    int steps = 0;
    while (shipper.doWork() > 0) {
      assertThat(++steps).as("steps of work").isLessThan(1_000);
    }
  }
}
