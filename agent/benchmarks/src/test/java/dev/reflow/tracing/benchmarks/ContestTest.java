package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContestTest {

  private final Contest contest = new Contest();

  @Test
  void shouldAddWhatTheMediansDifferBy() {
    contest.add("none", "p50=20 lost=0");
    contest.add("ours", "p50=100 lost=5");
    contest.add("none", "p50=30 lost=0");
    contest.add("ours", "p50=110 lost=1");
    assertThat(contest.added("ours", "none", "p50")).isEqualTo(80);
    assertThat(contest.fewest("ours", "lost")).isEqualTo(1);
    assertThat(contest.most("ours", "lost")).isEqualTo(5);
    assertThat(contest.names()).containsExactly("none", "ours");
  }

  @Test
  void shouldRefuseWhoHadNoTurn() {
    assertThatThrownBy(() -> contest.median("theirs", "p50")).hasMessageContaining("theirs");
  }
}
