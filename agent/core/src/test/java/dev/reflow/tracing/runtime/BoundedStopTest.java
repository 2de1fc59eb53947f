package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.LogLines;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedStopTest {

  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final LogLines log = new LogLines();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CountDownLatch disk = new CountDownLatch(1);

  /** What waits for a disk waits whatever comes. */
  private void hang() {
    boolean hangs = true;
    while (hangs) {
      try {
        disk.await();
        hangs = false;
      } catch (InterruptedException ignored) {
        hangs = true;
      }
    }
    ended.set(true);
  }

  @AfterEach
  void mendTheDisk() {
    disk.countDown();
  }

  @Test
  void shouldWaitUntilAllHasStopped() {
    new BoundedStop(() -> ended.set(true), () -> 0, LONG, log.log()).run();

    assertThat(ended).isTrue();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldGoOnWithoutWhatHangs() {
    new BoundedStop(this::hang, () -> 0, SHORT, log.log()).run();

    assertThat(ended).isFalse();
    assertThat(log.lines()).singleElement().asString().startsWith("WARN the agent's stop has got");
  }

  @Test
  void shouldWaitForWhatGetsOn() {
    AtomicLong looks = new AtomicLong();
    // Many times as long as it may get on with nothing.
    Runnable slow = () -> await().until(() -> looks.get() > 20);
    new BoundedStop(slow, looks::incrementAndGet, SHORT, log.log()).run();

    assertThat(looks).hasValueGreaterThan(20);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldNotBeCutShortByAnInterrupt() {
    Thread.currentThread().interrupt();
    new BoundedStop(() -> ended.set(true), () -> 0, LONG, log.log()).run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).isTrue();
  }

  @Test
  void shouldKeepItsFailureFromTheApplication() {
    List<Throwable> heard = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> heard.add(failure));
    try {
      Runnable failing =
          () -> {
            throw new InternalError("a store has failed");
          };
      new BoundedStop(failing, () -> 0, LONG, log.log()).run();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }

    assertThat(heard).isEmpty();
    assertThat(log.lines())
        .singleElement()
        .asString()
        .endsWith(
            "reflow-stop has ended with a failure: java.lang.InternalError: a store has failed");
  }

  @Test
  void shouldGoOnWhereItCannotSayThatItDoes() {
    OutputStream hanging =
        new OutputStream() {
          @Override
          public void write(int each) {
            hang();
          }
        };
    Log unheard = new Log(new PrintStream(hanging), Log.Level.WARN);
    new BoundedStop(this::hang, () -> 0, SHORT, unheard).run();

    assertThat(ended).isFalse();
  }
}
