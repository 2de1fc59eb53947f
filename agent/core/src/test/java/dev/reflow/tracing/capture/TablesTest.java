package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The bounded tables that edges, names and states live in. */
class TablesTest {

  @Test
  void shouldGiveOneEdgeToOnePairOfEnds() {
    ActorTable actors = new ActorTable();
    EdgeTable edges = new EdgeTable();
    EdgeTable.Route route = edges.route("out", actors.of("b"), "in", Edge.IN_MEMORY);

    Edge first = edges.edge(actors.of("a"), route);

    assertThat(edges.edge(actors.of("a"), edges.route("out", actors.of("b"), "in", Edge.IN_MEMORY)))
        .isSameAs(first);
    assertThat(edges.edge(actors.of("c"), route)).isNotEqualTo(first);
    assertThat(first.id()).isPositive();
  }

  @Test
  void shouldGiveEveryThreadTheSameEdges() throws Exception {
    ActorTable actors = new ActorTable();
    EdgeTable edges = new EdgeTable();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<List<Edge>>> seen = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      seen.add(
          pool.submit(
              () -> IntStream.range(0, 2_000).mapToObj(i -> edge(actors, edges, i)).toList()));
    }
    Set<List<Edge>> different = new HashSet<>();
    for (Future<List<Edge>> one : seen) {
      different.add(one.get());
    }
    pool.shutdown();

    assertThat(different).hasSize(1);
    assertThat(different.iterator().next().stream().map(Edge::id).distinct()).hasSize(2_000);
  }

  private static Edge edge(ActorTable actors, EdgeTable edges, int i) {
    ActorName to = actors.of("to-" + i % 40);
    return edges.edge(actors.of("from-" + i / 40), edges.route("out", to, "in", Edge.IN_MEMORY));
  }

  @Test
  void shouldPutWhatComesTooLateUnderOther() {
    NameTable names = new NameTable();
    for (int i = 0; i < NameTable.MAX_NAMES; i++) {
      names.of("name-" + i);
    }

    assertThat(names.of("one more")).isSameAs(Name.OTHER);
    assertThat(names.of("name-17").text()).isEqualTo("name-17");
  }

  @Test
  void shouldFindObjectsByIdentityAndForgetThoseThatAreGone() {
    WeakIdentityMap<String> map = new WeakIdentityMap<>();
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String key = new String("equal to all others");
      keys.add(key);
      map.put(key, "value " + i);
    }
    assertThat(map.get(keys.get(17))).isEqualTo("value 17");
    assertThat(map.get(new String("equal to all others"))).isNull();
    map.put(keys.get(17), "changed");
    assertThat(map.get(keys.get(17))).isEqualTo("changed");

    Object kept = keys.get(999);
    keys.clear();
    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              map.put(kept, "kept");
              assertThat(map.size()).isEqualTo(1);
            });
    assertThat(map.get(kept)).isEqualTo("kept");
  }

  @Test
  void shouldFindEveryKeyOfALongMapThatGrew() {
    LongMap<Integer> map = new LongMap<>();
    for (int i = 0; i < 5_000; i++) {
      map.putIfAbsent(((long) i << 32) | (i % 7), i);
    }
    assertThat(map.putIfAbsent(3L << 32 | 3, -1)).isEqualTo(3);
    for (int i = 0; i < 5_000; i++) {
      assertThat(map.get(((long) i << 32) | (i % 7))).isEqualTo(i);
    }
    assertThat(map.get(42)).isNull();
  }
}
