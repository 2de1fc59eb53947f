package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CourtesyTest {

  private static final long GIB = 1L << 30;
  private static final long MINUTE_NS = 60_000_000_000L;

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

  @Test
  void shouldLetAStormPassForTwoSeconds() {
    long heldNs = held(onTwo, 1_000, 10_000);

    assertThat(heldNs).isBetween(1_990_000_000L, 2_010_000_000L);
  }

  @Test
  void shouldNotHoldStillForWhatItCanShip() {
    assertThat(held(onTwo, 500, 10_000)).isZero();
  }

  @Test
  void shouldNotHoldStillWhereItHasAProcessorOfItsOwn() {
    assertThat(held(new Courtesy(GIB, 8), 1_000, 1_000)).isZero();
  }

  @Test
  void shouldNotHoldStillWhenTheQueueFillsUp() {
    assertThat(held(onTwo, GIB / 4 / 64, 1_000)).isZero();
  }

  @Test
  void shouldLetTheNextStormPassOnceItHasCaughtUp() {
    held(onTwo, 1_000, 10_000);
    onTwo.holdNs(0, 100 * MINUTE_NS);

    assertThat(onTwo.holdNs(40_000, 100 * MINUTE_NS + 5_000_000)).isPositive();
  }

  /** How long it holds still in all while {@code perMs} events come in each of {@code ms}. */
  private static long held(Courtesy courtesy, long perMs, int ms) {
    long heldNs = 0;
    long untilNs = 0;
    for (long now = 1; now <= ms; now++) {
      long nowNs = MINUTE_NS + now * 1_000_000;
      if (nowNs >= untilNs) {
        long holdNs = courtesy.holdNs(now * perMs, nowNs);
        heldNs += holdNs;
        untilNs = nowNs + holdNs;
      }
    }
    return heldNs;
  }
}
