package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {

  @Test
  void shouldHoldUpToALimitFromAbove() {
    assertThat(Bar.ADDED_P50.holds(0.30)).isTrue();
    assertThat(Bar.ADDED_P50.holds(0.31)).isFalse();
    assertThat(Bar.ADDED_P50.holds(-0.1)).isTrue();
  }

  @Test
  void shouldHoldFromALimitFromBelow() {
    assertThat(Bar.BURST.holds(4_000_000)).isTrue();
    assertThat(Bar.BURST.holds(3_999_999)).isFalse();
    assertThat(Bar.SLOWEST.holds(0.2)).isFalse();
  }

  @Test
  void shouldTakeWhatIsPrintedAsZeroForZeroAndNothingMore() {
    assertThat(Bar.ALLOCATED_ONE.holds(0.004)).isTrue();
    assertThat(Bar.ALLOCATED_ONE.show(0.004)).isEqualTo("0.00 B");
    assertThat(Bar.ALLOCATED_ONE.holds(0.01)).isFalse();
    assertThat(Bar.DROPPED.holds(1)).isFalse();
  }

  @Test
  void shouldMissWhenNothingWasMeasured() {
    for (Bar bar : Bar.values()) {
      assertThat(bar.holds(Double.NaN)).as(bar.figure()).isFalse();
    }
  }
}
