package dev.reflow.tracing.analysis.missing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.analysis.FlowKind;
import dev.reflow.tracing.analysis.TestFlow;
import dev.reflow.tracing.analysis.missing.MissingMessage.Why;
import org.junit.jupiter.api.Test;

class MissingFlowsTest {

  private final MissingFlows missing = new MissingFlows(10_000);

  private static TestFlow sent(int number, String id) {
    return TestFlow.root(number).of(FlowKind.SENT).message(id);
  }

  @Test
  void shouldNameSendsWithoutAFlow() {
    missing.onFlow(sent(1, "a"));
    missing.onFlow(sent(2, "b"));
    missing.onFlow(TestFlow.root(3).message("b"));
    missing.onFlow(TestFlow.root(4).message("c"));
    missing.onFlow(sent(5, "c"));

    assertThat(missing.hasSends()).isTrue();
    assertThat(missing.edges()).containsExactly(new MissingOnEdge(TestFlow.EDGE, 3, 2, 1, 0, 0));
    assertThat(missing.messages())
        .containsExactly(new MissingMessage(TestFlow.EDGE, "a", "Order", 1_000, Why.NO_FLOW));
  }

  @Test
  void shouldCountMessagesWithoutIds() {
    for (int i = 0; i < 5; i++) {
      missing.onFlow(TestFlow.root(i).of(FlowKind.SENT));
    }
    missing.onFlow(TestFlow.root(9));

    assertThat(missing.edges()).containsExactly(new MissingOnEdge(TestFlow.EDGE, 5, 1, 4, 0, 0));
    assertThat(missing.messages()).isEmpty();
  }

  @Test
  void shouldTellEdgesApart() {
    missing.onFlow(sent(1, "a"));
    missing.onFlow(TestFlow.root(2).message("a").on(TestFlow.edge("other", "billing")));

    assertThat(missing.edges()).extracting(MissingOnEdge::missing).containsExactly(1L);
    assertThat(missing.messages()).hasSize(1);
  }

  @Test
  void shouldNameFlowsThatNeverCompleted() {
    missing.onFlow(TestFlow.root(1).message("a"));
    missing.onFlow(TestFlow.root(2).message("b").neverCompleted());
    missing.onFlow(TestFlow.root(3).neverCompleted());

    assertThat(missing.hasSends()).isFalse();
    assertThat(missing.edges()).containsExactly(new MissingOnEdge(TestFlow.EDGE, 0, 3, 0, 2, 0));
    assertThat(missing.messages())
        .containsExactly(
            new MissingMessage(TestFlow.EDGE, "b", "Order", 2_000, Why.INCOMPLETE),
            new MissingMessage(TestFlow.EDGE, null, "Order", 3_000, Why.INCOMPLETE));
  }

  @Test
  void shouldFindAllWhereSendsAndFlowsAreManyMoreThanItRemembers() {
    MissingFlows small = new MissingFlows(100);
    for (int i = 0; i < 100_000; i++) {
      small.onFlow(TestFlow.root(i).message("warm-up-" + i));
    }
    for (int i = 0; i < 100_000; i++) {
      small.onFlow(sent(i, "m" + i));
      if (i != 777) {
        small.onFlow(TestFlow.root(i).message("m" + i));
      }
    }

    assertThat(small.messages()).extracting(MissingMessage::messageId).contains("m777");
  }

  private static TestFlow received(int number, String id) {
    return TestFlow.root(number).of(FlowKind.RECEIVED).message(id);
  }

  @Test
  void shouldNameMessagesThatNobodyHandled() {
    missing.onFlow(TestFlow.root(1).message("a"));
    missing.onFlow(received(5, "b"));
    missing.onFlow(TestFlow.root(2).message("b"));

    assertThat(missing.hasReceipts()).isTrue();
    assertThat(missing.edges()).containsExactly(new MissingOnEdge(TestFlow.EDGE, 0, 2, 0, 0, 1));
    assertThat(missing.messages())
        .containsExactly(new MissingMessage(TestFlow.EDGE, "a", "Order", 1_000, Why.NOT_RECEIVED));
  }

  @Test
  void shouldNotMissWhatFailedOrWentToWhoeverNeverTells() {
    missing.onFlow(received(5, "a").on(TestFlow.edge("?", "other")));
    missing.onFlow(TestFlow.root(1).message("a"));
    missing.onFlow(TestFlow.root(2).message("b").failed("no").on(TestFlow.edge("shop", "other")));

    assertThat(missing.edges()).isEmpty();
    assertThat(missing.messages()).isEmpty();
  }

  @Test
  void shouldTellTwoFlowsOfOneMessageApartByTheirReceipts() {
    TestFlow first = TestFlow.root(1).message("same");
    TestFlow second = TestFlow.root(2).message("same").on(TestFlow.edge("store", "billing"));
    missing.onFlow(TestFlow.root(3).causedBy(second).of(FlowKind.RECEIVED));
    missing.onFlow(first);
    missing.onFlow(second);

    assertThat(missing.edges()).containsExactly(new MissingOnEdge(TestFlow.EDGE, 0, 1, 0, 0, 1));
    assertThat(missing.messages()).extracting(MissingMessage::edge).containsExactly(TestFlow.EDGE);
  }

  @Test
  void shouldCountUnreceivedMessagesWithoutIds() {
    for (int i = 0; i < 5; i++) {
      missing.onFlow(TestFlow.root(i));
    }
    missing.onFlow(TestFlow.root(9).of(FlowKind.RECEIVED));

    assertThat(missing.edges()).extracting(MissingOnEdge::unreceived).containsExactly(4L);
    assertThat(missing.messages()).isEmpty();
  }
}
