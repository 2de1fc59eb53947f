package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

  private static final long SECOND = 1_000_000_000L;

  private Optional<Duration> used = Optional.of(Duration.ofSeconds(40));
  private final ProcessorTime time = new ProcessorTime(() -> used, 4);

  @Test
  void shouldTellTheShareOfAllProcessorsSinceTheLastLook() {
    assertThat(time.percentUntil(SECOND)).isEqualTo(ProcessorTime.UNKNOWN);
    used = Optional.of(Duration.ofSeconds(42));
    assertThat(time.percentUntil(2 * SECOND)).isEqualTo(50);
    assertThat(time.percentUntil(3 * SECOND)).isZero();
  }

  @Test
  void shouldNeverTellMoreThanAll() {
    time.percentUntil(SECOND);
    used = Optional.of(Duration.ofSeconds(60));
    assertThat(time.percentUntil(2 * SECOND)).isEqualTo(100);
  }

  @Test
  void shouldKeepWhatItToldWhenItIsAskedAgainAtOnce() {
    time.percentUntil(SECOND);
    used = Optional.of(Duration.ofSeconds(42));
    double share = time.percentUntil(2 * SECOND);
    used = Optional.of(Duration.ofSeconds(43));
    assertThat(time.percentUntil(2 * SECOND + 1)).isEqualTo(share);
  }

  @Test
  void shouldTellNothingWhereTheSystemDoesNot() {
    used = Optional.empty();
    assertThat(time.percentUntil(SECOND)).isEqualTo(ProcessorTime.UNKNOWN);
    assertThat(time.percentUntil(2 * SECOND)).isEqualTo(ProcessorTime.UNKNOWN);
  }

  @Test
  void shouldKnowWhatThisProcessTakes() {
    ProcessorTime own = new ProcessorTime();
    own.percentUntil(System.nanoTime());
    // The system counts in steps, and others may want the processors, too.
    await().pollInSameThread().until(() -> percentOfAMoment(own) > 0);
  }

  private static double percentOfAMoment(ProcessorTime own) {
    long until = System.nanoTime() + 120_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return own.percentUntil(System.nanoTime());
  }
}
