package dev.reflow.tracing.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagClockTest {

  private static final long SECOND = 1_000_000_000L;
  private final LagClock clock = new LagClock();

  @Test
  void shouldSayNothingWhereNothingWaits() {
    assertThat(clock.lagNs(5 * SECOND, 0, 0)).isZero();
    assertThat(clock.lagNs(6 * SECOND, 100, 100)).isZero();
  }

  @Test
  void shouldSayHowLongTheOldestWaits() {
    clock.lagNs(SECOND, 10, 0);
    clock.lagNs(2 * SECOND, 20, 0);
    clock.lagNs(3 * SECOND, 30, 0);

    assertThat(clock.lagNs(4 * SECOND, 40, 0)).isEqualTo(3 * SECOND);
    assertThat(clock.lagNs(4 * SECOND, 40, 10)).isEqualTo(2 * SECOND);
    assertThat(clock.lagNs(4 * SECOND, 40, 29)).isEqualTo(SECOND);
    assertThat(clock.lagNs(4 * SECOND, 40, 40)).isZero();
  }

  @Test
  void shouldNotTakeAQuietTimeForALag() {
    clock.lagNs(SECOND, 10, 0);
    clock.lagNs(2 * SECOND, 10, 10);

    assertThat(clock.lagNs(3_600 * SECOND, 11, 10)).isZero();
    assertThat(clock.lagNs(3_601 * SECOND, 11, 10)).isEqualTo(SECOND);
  }

  @Test
  void shouldKnowALagOfDaysRoughly() {
    long days = 3 * 86_400;
    for (long second = 0; second <= days; second++) {
      clock.lagNs(second * SECOND, second * 100 + 1, 0);
    }
    assertThat(clock.lagNs(days * SECOND, days * 100 + 1, 0)).isEqualTo(days * SECOND);
    assertThat(clock.lagNs(days * SECOND, days * 100 + 1, days * 50))
        .isBetween(days * SECOND * 49 / 100, days * SECOND * 51 / 100);
  }
}
