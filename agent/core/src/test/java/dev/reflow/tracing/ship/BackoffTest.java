package dev.reflow.tracing.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

  /** Draws the highest that it may. */
  private static final RandomGenerator HIGHEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new AssertionError();
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @Test
  void shouldDoubleTheRangeUpToTheLongestDelay() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), HIGHEST);
    assertThat(delays(backoff, 7)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void shouldBeginAnewAfterSuccess() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), HIGHEST);
    delays(backoff, 5);
    backoff.reset();
    assertThat(delays(backoff, 2)).containsExactly(1L, 2L);
  }

  @Test
  void shouldNeverExceedTheLongestDelayEvenAtFirst() {
    Backoff backoff = new Backoff(Duration.ofSeconds(9), Duration.ofSeconds(3), HIGHEST);
    assertThat(delays(backoff, 2)).containsExactly(3L, 3L);
  }

  @Test
  void shouldSpreadOverTheWholeRange() {
    Backoff backoff =
        new Backoff(Duration.ofNanos(100), Duration.ofNanos(100), new SplittableRandom(1));
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      delays.add(backoff.nextDelayNs());
    }
    assertThat(delays).contains(1L, 50L, 100L).allMatch(delay -> delay >= 1 && delay <= 100);
  }

  private static List<Long> delays(Backoff backoff, int count) {
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seconds.add(backoff.nextDelayNs() / 1_000_000_000);
    }
    return seconds;
  }
}
