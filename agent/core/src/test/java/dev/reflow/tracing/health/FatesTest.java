package dev.reflow.tracing.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FatesTest {

  private final Fates fates = new Fates();

  @Test
  void shouldCountEachFateByItself() {
    long events = 0;
    for (Fate fate : Fate.values()) {
      fates.count(fate, ++events);
      fates.count(fate);
    }
    events = 0;
    for (Fate fate : Fate.values()) {
      assertThat(fates.of(fate)).isEqualTo(++events + 1);
    }
  }

  @Test
  void shouldTellADropFromWhatWasRecordedOrLeftOut() {
    fates.count(Fate.RECORDED, 100);
    fates.count(Fate.SAMPLED_OUT, 10);
    fates.count(Fate.EXPIRED, 5);
    fates.count(Fate.TOO_LARGE, 3);
    fates.count(Fate.START_BUFFER_FULL, 2);

    assertThat(fates.dropped()).isEqualTo(5);
    assertThat(fates.text()).isEqualTo("3 too large, 2 start buffer full");
  }

  @Test
  void shouldHaveARemedyForEachLossThatAUserCanDoSomethingAbout() {
    assertThat(Arrays.stream(Fate.values()).filter(fate -> fate.remedy().isEmpty()))
        .containsExactly(Fate.RECORDED, Fate.SAMPLED_OUT, Fate.STOPPED);
  }

  @Test
  void shouldNameFatesForMachines() {
    assertThat(Fate.STRIPE_BUSY.key()).isEqualTo("stripe_busy");
  }
}
