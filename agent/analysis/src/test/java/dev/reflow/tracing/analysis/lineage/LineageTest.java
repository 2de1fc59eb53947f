package dev.reflow.tracing.analysis.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.TestFlow;
import dev.reflow.tracing.analysis.lineage.Lineage.Step;
import dev.reflow.tracing.analysis.lineage.Lineage.Tie;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineageTest {

  private static Lineage search(String id, List<? extends Flow> flows) {
    return search(id, flows, 100_000);
  }

  private static Lineage search(String id, List<? extends Flow> flows, int most) {
    LineageSearch search = new LineageSearch(id, most);
    flows.forEach(search.seeds()::onFlow);
    assertThat(search.isFound()).isTrue();
    flows.forEach(search.family()::onFlow);
    return search.lineage();
  }

  private static List<String> lines(Lineage lineage) {
    return lineage.steps().stream()
        .map(
            step ->
                "  ".repeat(step.depth())
                    + step.hop().eventId().getLeastSignificantBits()
                    + (step.isSought() ? "*" : ""))
        .toList();
  }

  @Test
  void shouldShowTheWholePathUpAndDownAndNoCousins() {
    TestFlow one = TestFlow.root(1);
    TestFlow two = TestFlow.root(2).causedBy(one);
    TestFlow cousin = TestFlow.root(3).causedBy(one);
    TestFlow four = TestFlow.root(4).causedBy(two).message("m");
    TestFlow five = TestFlow.root(5).causedBy(four);
    TestFlow six = TestFlow.root(6).causedBy(four);
    TestFlow seven = TestFlow.root(7).causedBy(five);
    List<Flow> flows = List.of(seven, six, TestFlow.root(99), five, cousin, four, two, one);

    Lineage lineage = search("m", flows);
    assertThat(lines(lineage))
        .containsExactly("1", "  2", "    4*", "      5", "        7", "      6");
    Step last = lineage.steps().get(5);
    assertThat(last.isLast()).isTrue();
    assertThat(last.gapNs()).isEqualTo(6_000 - 5_000);
    assertThat(search(four.eventId().toString(), flows).steps()).isEqualTo(lineage.steps());
  }

  @Test
  void shouldJoinTheHopsOfOneMessage() {
    List<Flow> flows =
        List.of(
            TestFlow.root(1).on(TestFlow.edge("a", "b")).message("m"),
            TestFlow.root(2).on(TestFlow.edge("b", "c")).message("m"),
            TestFlow.root(3).on(TestFlow.edge("b", "d")).message("m"),
            TestFlow.root(4).on(TestFlow.edge("c", "e")).message("m"),
            TestFlow.root(5).on(TestFlow.edge("c", "e")).message("other"));

    Lineage lineage = search("m", flows);
    assertThat(lines(lineage)).containsExactly("1*", "  2*", "    4*", "  3*");
    assertThat(lineage.steps().get(1).tie()).isEqualTo(Tie.SAME_MESSAGE);
  }

  @Test
  void shouldSayThatACauseIsLost() {
    TestFlow root = TestFlow.root(1);
    TestFlow lost = TestFlow.root(2).causedBy(root);
    TestFlow last = TestFlow.root(3).causedBy(lost);

    Lineage lineage = search(last.eventId().toString(), List.of(root, last));
    assertThat(lines(lineage)).containsExactly("3*");
    assertThat(lineage.steps().get(0).tie()).isEqualTo(Tie.LOST_CAUSE);
  }

  @Test
  void shouldCutCyclesAndWhatIsItsOwnParent() {
    UUID root = new UUID(0, 1);
    TestFlow own = TestFlow.root(1).causedBy(root, root);
    assertThat(search(root.toString(), List.of(own)).steps())
        .singleElement()
        .satisfies(step -> assertThat(step.tie()).isEqualTo(Tie.CYCLE));

    List<Flow> circle = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      circle.add(TestFlow.root(i).causedBy(new UUID(0, i == 1 ? 5 : i - 1), root));
    }
    assertThat(lines(search(new UUID(0, 3).toString(), circle)))
        .containsExactly("1", "  2", "    3*", "      4", "        5");
  }

  @Test
  void shouldFollowChainsOfAnyLength() {
    List<TestFlow> chain = new ArrayList<>(List.of(TestFlow.root(1).message("m")));
    for (int i = 2; i <= 50_000; i++) {
      chain.add(TestFlow.root(i).causedBy(chain.get(i - 2)));
    }

    assertThat(search("m", chain).steps()).hasSize(50_000);
  }

  @Test
  void shouldCountWhatIsTooMuch() {
    List<TestFlow> flows = new ArrayList<>(List.of(TestFlow.root(1).message("m")));
    for (int i = 2; i <= 50; i++) {
      flows.add(TestFlow.root(i).causedBy(flows.get(0)));
    }

    Lineage lineage = search("m", flows, 20);
    assertThat(lineage.steps()).hasSize(20);
    assertThat(lineage.leftOut()).isEqualTo(30);
  }

  @Test
  void shouldNotFindWhatIsNowhere() {
    LineageSearch search = new LineageSearch("nowhere", 10);
    search.seeds().onFlow(TestFlow.root(1).message("m"));

    assertThat(search.isFound()).isFalse();
  }

  /** Every flow of a random forest, in random order, against a plain search of the parents. */
  @Property(tries = 200)
  void shouldFindAncestorsAndDescendants(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
    Random random = new Random(seed);
    List<TestFlow> flows = new ArrayList<>();
    Map<UUID, UUID> parents = new HashMap<>();
    for (int i = 1; i <= size; i++) {
      TestFlow flow = TestFlow.root(i);
      if (i > 1 && random.nextInt(5) > 0) {
        TestFlow parent = flows.get(random.nextInt(flows.size()));
        flow = flow.causedBy(parent);
        parents.put(flow.eventId(), parent.eventId());
      }
      flows.add(flow);
    }
    UUID sought = new UUID(0, 1 + random.nextInt(size));
    Collections.shuffle(flows, random);

    Set<UUID> expected = new HashSet<>();
    for (TestFlow flow : flows) {
      if (isAbove(flow.eventId(), sought, parents) || isAbove(sought, flow.eventId(), parents)) {
        expected.add(flow.eventId());
      }
    }
    List<Step> steps = search(sought.toString(), flows).steps();
    assertThat(steps).extracting(step -> step.hop().eventId()).doesNotHaveDuplicates();
    assertThat(steps).extracting(step -> step.hop().eventId()).hasSameElementsAs(expected);
    assertEachBelowItsCause(steps, parents);
  }

  private static boolean isAbove(UUID upper, UUID lower, Map<UUID, UUID> parents) {
    for (UUID at = lower; at != null; at = parents.get(at)) {
      if (at.equals(upper)) {
        return true;
      }
    }
    return false;
  }

  private static void assertEachBelowItsCause(List<Step> steps, Map<UUID, UUID> parents) {
    Map<Integer, UUID> lastAt = new HashMap<>();
    for (Step step : steps) {
      UUID id = step.hop().eventId();
      assertThat(step.depth() == 0 ? null : lastAt.get(step.depth() - 1))
          .isEqualTo(parents.get(id));
      lastAt.put(step.depth(), id);
    }
  }

  /** Parents at random, circles among them: it ends, and shows each flow at most once. */
  @Property(tries = 200)
  void shouldEndWhateverTheParentsSay(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
    Random random = new Random(seed);
    List<TestFlow> flows = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      UUID parent = new UUID(0, 1 + random.nextInt(size + 2));
      UUID root = new UUID(0, 1 + random.nextInt(3));
      flows.add(TestFlow.root(i).message("m" + random.nextInt(3)).causedBy(parent, root));
    }
    String sought = String.valueOf(flows.get(0).messageId());

    List<Step> steps = search(sought, flows).steps();
    assertThat(steps).extracting(step -> step.hop().eventId()).doesNotHaveDuplicates();
    long seeds = flows.stream().filter(flow -> sought.equals(flow.messageId())).count();
    assertThat(steps.stream().filter(Step::isSought).count()).isEqualTo(seeds);
  }
}
