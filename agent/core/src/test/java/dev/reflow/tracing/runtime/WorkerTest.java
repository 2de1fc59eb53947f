package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.LogLines;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkerTest {

  private final LogLines log = new LogLines();
  private final AtomicInteger calls = new AtomicInteger();

  private int fail() {
    calls.incrementAndGet();
    throw new OutOfMemoryError("no room");
  }

  @Test
  void shouldGoOnAfterFailuresAndTellOfThemOnce() throws Exception {
    AtomicInteger ended = new AtomicInteger();
    Worker worker =
        new Worker("test", this::fail, () -> 1_000, ended::incrementAndGet, log.log()).start();
    Awaitility.await().until(() -> calls.get() > 50);
    worker.stop();
    worker.join(10_000);

    assertThat(ended).hasValue(1);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .endsWith("reflow-test failed and goes on: java.lang.OutOfMemoryError: no room");
  }
}
