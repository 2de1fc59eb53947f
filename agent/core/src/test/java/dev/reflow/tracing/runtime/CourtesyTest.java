package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CourtesyTest {

  private static final long GIB = 1L << 30;

  private final Courtesy onTwo = new Courtesy(GIB, 2);

  @Test
  void shouldRestTwiceAsLongAsItWorksOnTwoProcessors() {
    assertThat(onTwo.restNs(8_000, 1_000_000)).isEqualTo(2 * 8_000 * 750L);
  }

  @Test
  void shouldRestLessOnMoreProcessors() {
    assertThat(new Courtesy(GIB, 16).restNs(80_000, 1_000_000)).isEqualTo(80_000 * 750L / 4);
  }

  @Test
  void shouldGatherSmallBatchesIntoOneRest() {
    long rested = 0;
    int rests = 0;
    for (int i = 0; i < 100; i++) {
      long rest = onTwo.restNs(50, 1_000_000);
      rested += rest;
      rests += rest > 0 ? 1 : 0;
    }

    assertThat(rests).isBetween(5, 8);
    assertThat(rested).isBetween(6_000_000L, 2 * 100 * 50 * 750L);
  }

  @Test
  void shouldNotRestWhenItHasCaughtUp() {
    assertThat(onTwo.restNs(8_000, 0)).isZero();
  }

  @Test
  void shouldNotRestWhenTheQueueFillsUp() {
    assertThat(onTwo.restNs(8_000, GIB / 4 / 64 + 1)).isZero();
  }
}
