package dev.reflow.tracing.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reflow.tracing.analysis.FlowCounts;
import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.FlowKind;
import dev.reflow.tracing.analysis.TestFlow;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdgeStatisticsTest {

  private final EdgeStatistics statistics = new EdgeStatistics();

  private EdgeSummary only() {
    assertThat(statistics.summaries()).hasSize(1);
    return statistics.summaries().get(0);
  }

  @Test
  void shouldAddUpEachEdge() {
    FlowEdge payments = TestFlow.edge("billing", "bank");
    for (int i = 0; i < 10; i++) {
      statistics.onFlow(TestFlow.root(i).took(i * 100L).deep(i));
    }
    statistics.onFlow(TestFlow.root(10).on(payments).failed("closed"));
    statistics.onFlow(TestFlow.root(11).on(payments).neverCompleted());

    assertThat(statistics.summaries())
        .extracting(EdgeSummary::edge)
        .containsExactly(TestFlow.EDGE, payments);
    EdgeSummary orders = statistics.summaries().get(0);
    assertThat(orders.flows()).isEqualTo(10);
    assertThat(orders.bytes()).isEqualTo(1_000);
    assertThat(orders.meanNs()).isEqualTo(450);
    assertThat(orders.maxNs()).isEqualTo(900);
    assertThat(orders.meanDepth()).isEqualTo(4.5);
    assertThat(orders.maxDepth()).isEqualTo(9);
    assertThat(orders.flowsPerSecond()).isCloseTo(10 / 11e-6, within(1.0));
    EdgeSummary paid = statistics.summaries().get(1);
    assertThat(paid.errors()).isEqualTo(1);
    assertThat(paid.incomplete()).isEqualTo(1);
    assertThat(paid.maxDepth()).isEqualTo(-1);
    assertThat(statistics.total(1_000_000_000).flows()).isEqualTo(12);
  }

  @Test
  void shouldGivePercentilesToOnePercent() {
    Random random = new Random(1);
    long[] times = random.longs(20_000, 0, 50_000_000).toArray();
    for (int i = 0; i < times.length; i++) {
      statistics.onFlow(TestFlow.root(i).took(times[i]));
    }

    Arrays.sort(times);
    assertThat((double) only().p50Ns() / times[times.length / 2 - 1]).isCloseTo(1, within(0.01));
    assertThat((double) only().p99Ns() / times[times.length * 99 / 100 - 1])
        .isCloseTo(1, within(0.01));
    assertThat(only().maxNs()).isEqualTo(times[times.length - 1]);
  }

  @Test
  void shouldCountAFlowAsManyTimesAsItStandsFor() {
    statistics.onFlow(TestFlow.root(1).weighing(99.5).took(1_000));
    statistics.onFlow(TestFlow.root(2).weighing(0.5).took(1_000_000).failed("x"));

    assertThat(only().flows()).isEqualTo(100);
    assertThat(only().recorded()).isEqualTo(2);
    assertThat(only().bytes()).isEqualTo(10_000);
    assertThat(only().p99Ns()).isLessThan(1_100);
  }

  @Test
  void shouldBeExactWhereTheCountsAreKnown() {
    statistics.onFlow(TestFlow.root(1).weighing(77).took(10));
    statistics.onCounts(TestFlow.EDGE, 5_000, new FlowCounts(42, 41, 4_200, 3, 700));
    statistics.onCounts(TestFlow.EDGE, 9_000, new FlowCounts(58, 58, 5_800, 0, 300));

    assertThat(only().flows()).isEqualTo(100);
    assertThat(only().recorded()).isEqualTo(1);
    assertThat(only().bytes()).isEqualTo(10_000);
    assertThat(only().errors()).isEqualTo(3);
    assertThat(only().meanNs()).isEqualTo(10);
    assertThat(only().maxNs()).isEqualTo(700);
  }

  @Test
  void shouldKeepWhatAKilledProcessRecordedAndDidNotCount() {
    statistics.onCounts(TestFlow.EDGE, 5_000, new FlowCounts(10, 9, 900, 0, 0));
    for (int i = 0; i < 20; i++) {
      statistics.onFlow(TestFlow.root(i).weighing(10).failed("x"));
    }

    assertThat(only().flows()).isEqualTo(29);
    assertThat(only().bytes()).isEqualTo(2_000);
    assertThat(only().errors()).isEqualTo(20);
  }

  @Test
  void shouldTakeEqualEdgesForOne() {
    for (int i = 0; i < 1_000; i++) {
      statistics.onFlow(TestFlow.root(i).on(TestFlow.edge("a", "b")));
    }

    assertThat(only().flows()).isEqualTo(1_000);
  }

  @Test
  void shouldKeepThousandsOfEdgesApart() {
    for (int i = 0; i < 6_000; i++) {
      statistics.onFlow(TestFlow.root(i).on(TestFlow.edge("a" + i % 3_000, "b")).took(1L << 40));
    }

    assertThat(statistics.summaries()).hasSize(3_000).allMatch(it -> it.flows() == 2);
    assertThat(statistics.summaries()).allMatch(it -> it.p50Ns() == 1L << 40);
  }

  @Test
  void shouldLeaveOutWhatIsNoFlow() {
    statistics.onFlow(TestFlow.root(1).of(FlowKind.SENT));
    statistics.onFlow(TestFlow.root(1).of(FlowKind.RECEIVED));

    assertThat(statistics.isEmpty()).isTrue();
    assertThat(statistics.summaries()).isEmpty();
  }
}
