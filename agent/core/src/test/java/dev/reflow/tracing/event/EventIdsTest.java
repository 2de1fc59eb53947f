package dev.reflow.tracing.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class EventIdsTest {

  @Property(tries = 500)
  void shouldBeAUuidOfVersionSeven(
      @ForAll @LongRange(min = 0) long startNs, @ForAll long process, @ForAll long sequence) {
    UUID id = new UUID(EventIds.high(startNs), EventIds.low(process, sequence));

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(startNs / 1_000_000);
  }

  @Property(tries = 500)
  void shouldSortByTime(
      @ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 0) long two) {
    long earlier = Math.min(one, two);
    long later = Math.max(one, two);

    assertThat(Long.compareUnsigned(EventIds.high(earlier), EventIds.high(later)))
        .isLessThanOrEqualTo(0);
  }

  @Property(tries = 500)
  void shouldDifferWithinAProcess(@ForAll long process, @ForAll long sequence) {
    assertThat(EventIds.low(process, sequence)).isNotEqualTo(EventIds.low(process, sequence + 1));
  }
}
