package dev.reflow.tracing.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LossLinesTest {

  private final Fates fates = new Fates();
  private final LogLines log = new LogLines();
  private long recorded;
  private long nowNs = 1;
  private final LossLines lines = new LossLines(fates, () -> recorded, () -> nowNs, log.log());

  @Test
  void shouldTellEachKindWithItsCountAndRemedy() {
    fates.count(Fate.STRIPE_BUSY, 12_345);
    fates.count(Fate.TOO_LARGE);
    pass(1);

    assertThat(log.lines())
        .containsExactly(
            "WARN 1 event was dropped in the last 1 s: too large; " + Fate.TOO_LARGE.remedy(),
            "WARN 12,345 events were dropped in the last 1 s: every stripe busy; "
                + Fate.STRIPE_BUSY.remedy());
  }

  @Test
  void shouldSayNothingAsLongAsNothingIsLost() {
    fates.count(Fate.SAMPLED_OUT, 1_000_000);
    fates.count(Fate.STOPPED, 10);
    pass(1_000);

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldTellAnOngoingLossAtGrowingIntervals() {
    for (int second = 0; second < 3_600; second++) {
      fates.count(Fate.DISK_GUARDED, 100);
      pass(1);
    }

    assertThat(log.lines()).hasSizeBetween(8, 12);
    assertThat(log.lines().get(1)).startsWith("WARN 1,000 events were dropped in the last 10 s: ");
    assertThat(log.lines().get(2)).startsWith("WARN 2,000 events were dropped in the last 20 s: ");
  }

  @Test
  void shouldNotTellALossThatComesAndGoesEachTime() {
    for (int minute = 0; minute < 60; minute++) {
      fates.count(Fate.TOO_LARGE);
      pass(60);
    }

    assertThat(log.lines()).hasSizeBetween(8, 14);
  }

  @Test
  void shouldTellOnceThatRecordingGoesOn() {
    fates.count(Fate.DISK_GUARDED, 1_000);
    pass(1);
    fates.count(Fate.DISK_GUARDED, 500);
    pass(60);
    assertThat(log.lines()).hasSize(2).noneMatch(line -> line.contains("goes on"));
    recorded++;
    pass(60);

    assertThat(log.lines()).hasSize(3);
    assertThat(log.lines().get(2))
        .isEqualTo(
            "INFO recording goes on; 1,500 events were dropped before: disk full or not writable");
  }

  @Test
  void shouldTellThatRecordingGoesOnWhenNoKindOfLossIsLeft() {
    fates.count(Fate.DISK_GUARDED, 10);
    fates.count(Fate.STRIPE_BUSY, 5);
    pass(1);
    for (int second = 0; second < 8; second++) {
      recorded++;
      fates.count(Fate.STRIPE_BUSY);
      pass(1);
    }
    assertThat(log.lines()).hasSize(2);
    recorded++;
    pass(6);

    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("INFO"))
        .containsExactly(
            "INFO recording goes on; 23 events were dropped before: every stripe busy, disk full or"
                + " not writable");
  }

  @Test
  void shouldCallExpiredEventsDeleted() {
    fates.count(Fate.EXPIRED, 7);
    pass(1);

    assertThat(log.lines())
        .containsExactly(
            "WARN 7 events were deleted in the last 1 s: expired unshipped; "
                + Fate.EXPIRED.remedy());
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      nowNs += TimeUnit.SECONDS.toNanos(1);
      lines.poll();
    }
  }
}
