package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WallClockTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private long nanoTime = 17;
  private long wall = 1_800_000_000L * SECOND;
  private final WallClock clock = new WallClock(() -> nanoTime, () -> wall);

  private void pass(long ns) {
    nanoTime += ns;
    wall += ns;
  }

  private long now() {
    return clock.at(nanoTime);
  }

  @Test
  void shouldShowTheWallClockToTheNanosecond() {
    assertThat(now()).isEqualTo(wall);
    pass(123_456_789);
    assertThat(now()).isEqualTo(wall);
    clock.adjust();
    assertThat(now()).isEqualTo(wall);
    assertThat(clock.at(nanoTime + 5)).isEqualTo(wall + 5);
  }

  @Test
  void shouldFollowAStepForwardAtOnce() {
    wall += HOUR;
    clock.adjust();

    assertThat(now()).isEqualTo(wall);
    pass(SECOND);
    assertThat(now()).isEqualTo(wall);
  }

  @Test
  void shouldGoOnAtHalfItsSpeedAfterAStepBackUntilTheWallClockHasComeUp() {
    wall -= HOUR;
    clock.adjust();
    long last = now();
    assertThat(last).isEqualTo(wall + HOUR);

    for (int second = 1; second < 7_200; second++) {
      pass(SECOND);
      assertThat(now()).isEqualTo(last + SECOND / 2);
      last = now();
      if (second % 3 == 0) {
        clock.adjust();
        assertThat(now()).isEqualTo(last);
      }
    }
    pass(SECOND);
    assertThat(now()).isEqualTo(wall);
    pass(SECOND);
    assertThat(now()).isEqualTo(wall);
    clock.adjust();
    assertThat(now()).isEqualTo(wall);
  }

  @Test
  void shouldTellMomentsApartAfterAStepBack() {
    wall -= HOUR;
    clock.adjust();

    long before = now();
    pass(2);
    assertThat(now()).isEqualTo(before + 1);
    pass(1_000);
    assertThat(now()).isEqualTo(before + 501);
  }

  @Test
  void shouldNeverGoBackWhateverTheWallClockDoes() {
    long last = now();
    long[] steps = {HOUR, -HOUR, -HOUR, 3 * HOUR, -SECOND, -1, 1, -2 * HOUR, HOUR};
    for (long step : steps) {
      wall += step;
      for (int i = 0; i < 10; i++) {
        clock.adjust();
        pass(SECOND / 10);
        assertThat(now()).isGreaterThan(last);
        last = now();
      }
    }
  }
}
