package dev.reflow.tracing.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.health.Log;
import dev.reflow.tracing.server.store.StoreException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for a store that takes its time, or takes nothing. */
class IntakeTest {

  private static final int FULL = 100_000;

  private final Semaphore mayWrite = new Semaphore(0);
  private final Queue<Integer> written = new ConcurrentLinkedQueue<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final AtomicInteger resumed = new AtomicInteger();
  private final Figures figures = new Figures();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Intake intake =
      new Intake(
          store(),
          events -> {},
          figures,
          new Log(new PrintStream(log, true, StandardCharsets.UTF_8), Clock.systemUTC()));
  private volatile boolean isAway;

  @BeforeEach
  void start() {
    intake.start();
  }

  @AfterEach
  void stop() {
    mayWrite.release(1_000);
    intake.close();
  }

  /** Takes a batch for each permit. */
  private EventStore store() {
    return (EventStore)
        Proxy.newProxyInstance(
            IntakeTest.class.getClassLoader(),
            new Class<?>[] {EventStore.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "write" -> write((WriteBatch) arguments[0]);
                  case "label" -> "test:store";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private List<StoredEvent> write(WriteBatch batch) throws StoreException {
    mayWrite.acquireUninterruptibly();
    if (isAway) {
      throw new StoreException(Kind.UNAVAILABLE, "connection refused", null);
    }
    written.add(batch.events().size());
    return batch.events();
  }

  private void submit(int events, long bytes) {
    intake.submit(
        Collections.nCopies(events, new StoredEvent()),
        List.of(),
        bytes,
        new Receipt() {
          @Override
          public void stored() {
            told.add("stored");
          }

          @Override
          public void failed(StoreException failure) {
            told.add(failure.line());
          }
        });
  }

  @Test
  void shouldLetNobodyReadOnUntilTheStoreHasTakenSome() {
    submit(FULL, 1);
    intake.whenRoom(resumed::incrementAndGet);
    intake.whenRoom(resumed::incrementAndGet);
    assertThat(resumed).hasValue(0);
    assertThat(intake.backlog()).isEqualTo(FULL);
    mayWrite.release();
    await().until(() -> resumed.get() == 2);
    assertThat(intake.backlog()).isZero();
    assertThat(told).containsExactly("stored");
  }

  @Test
  void shouldCountBytesAsWell() {
    submit(1, 64L << 20);
    intake.whenRoom(resumed::incrementAndGet);
    assertThat(resumed).hasValue(0);
    mayWrite.release();
    await().until(() -> resumed.get() == 1);
  }

  @Test
  void shouldWriteTogetherWhatCameMeanwhile() {
    submit(1, 1);
    await().until(mayWrite::hasQueuedThreads);
    for (int i = 0; i < 10; i++) {
      submit(1_000, 1);
    }
    mayWrite.release(2);
    await().until(() -> told.size() == 11);
    assertThat(written).containsExactly(1, 10_000);
    assertThat(figures.transactions.sum()).isEqualTo(2);
  }

  @Test
  void shouldTellOnceThatTheStoreIsAwayAndOnceThatItIsBack() {
    isAway = true;
    for (int i = 1; i <= 3; i++) {
      int submissions = i;
      submit(1, 1);
      mayWrite.release();
      await().until(() -> told.size() == submissions);
    }
    assertThat(told).containsOnly("connection refused");
    assertThat(intake.isWell()).isFalse();
    await("what failed is its sender's again").until(() -> intake.backlog() == 0);
    isAway = false;
    submit(1, 1);
    mayWrite.release();
    await().until(() -> told.contains("stored"));
    assertThat(intake.isWell()).isTrue();
    assertThat(
            log.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(line.indexOf(' ') + 1)))
        .containsExactly(
            "WARN  test:store does not take events: connection refused",
            "INFO  test:store takes events again");
  }

  @Test
  void shouldWriteWhatWaitsWhenItEndsAndRefuseTheRest() {
    submit(1, 1);
    await().until(mayWrite::hasQueuedThreads);
    submit(2, 1);
    mayWrite.release(2);
    intake.close();
    assertThat(written).containsExactly(1, 2);
    submit(3, 1);
    assertThat(told).containsExactly("stored", "stored", "the server stops");
  }
}
