package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.Name;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeCountingTest {

  record Ends(String fromActor, String toActor) {}

  record Order(String messageId, long sizeBytes) {}

  private static final Edge EDGE = new Edge(7, "a", "out", "b", "in", Edge.IN_MEMORY);

  @TempDir Path dir;
  private CaptureRig rig;
  private int site;

  @BeforeEach
  void setUp() throws Exception {
    rig = new CaptureRig(dir);
    site = rig.connector("conventions", Ends.class);
  }

  @AfterEach
  void tearDown() {
    rig.close();
  }

  @Test
  void shouldCountEveryEdgeForItself() {
    rig.send(site, new Ends("a", "b"), new Order("1", 10));
    rig.send(site, new Ends("a", "b"), new Order("2", 20));
    rig.send(site, new Ends("b", "c"), new Order("3", 30));

    Map<String, CaptureRig.Counted> counts = rig.counts();
    assertThat(counts).containsOnlyKeys("a -> b", "b -> c");
    CaptureRig.Counted first = rig.count("a -> b");
    assertThat(first.flows()).isEqualTo(2);
    assertThat(first.bytes()).isEqualTo(30);
    assertThat(first.timed()).isEqualTo(2);
    assertThat(first.longestNs()).isBetween(1L, first.totalNs());
    assertThat(rig.count("b -> c").longestNs()).isEqualTo(rig.count("b -> c").totalNs());
  }

  @Test
  void shouldWriteNothingWhereNothingWasSent() {
    rig.send(site, new Ends("a", "b"), new Order("1", 10));
    CaptureRig.Counted once = rig.count("a -> b");

    assertThat(rig.count("a -> b")).isEqualTo(once);
    rig.capture().countEdges();
    assertThat(rig.count("a -> b")).isEqualTo(once);
  }

  @Test
  void shouldAddUpThreadsThatRunAndThreadsThatAreGone() throws Exception {
    Ends connector = new Ends("a", "b");
    List<Thread> threads = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                awaitUninterruptibly(go);
                for (int k = 0; k < 5_000; k++) {
                  rig.send(site, connector, new Order("o", 3));
                }
              });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (int i = 0; i < 20; i++) {
      rig.capture().countEdges();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();

    assertThat(rig.count("a -> b").flows()).isEqualTo(40_000);
    assertThat(rig.count("a -> b").bytes()).isEqualTo(120_000);
    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              rig.capture().countEdges();
              assertThat(rig.capture().countingThreads()).isLessThanOrEqualTo(1);
            });
    rig.send(site, connector, new Order("o", 3));
    assertThat(rig.count("a -> b").flows()).isEqualTo(40_001);
    assertThat(rig.count("a -> b").timed()).isEqualTo(40_001);
  }

  @Test
  void shouldTimeAFlowThatCompletesLaterWhenItDoes() {
    CompletableFuture<String> later = new CompletableFuture<>();
    FutureTask<String> never = new FutureTask<>(() -> "x");
    rig.sendReturning(site, new Ends("a", "b"), new Order("1", 10), later);
    rig.sendReturning(site, new Ends("a", "b"), new Order("2", 10), never);
    CaptureRig.Counted before = rig.count("a -> b");
    assertThat(before.flows()).isEqualTo(2);
    assertThat(before.timed()).isZero();

    later.completeExceptionally(new IllegalStateException("no"));
    rig.capture().finish();

    CaptureRig.Counted after = rig.count("a -> b");
    assertThat(after.flows()).isEqualTo(2);
    assertThat(after.timed()).isEqualTo(1);
    assertThat(after.errors()).isEqualTo(1);
    assertThat(after.totalNs()).isPositive();
    assertThat(rig.events()).hasSize(2);
  }

  @Test
  void shouldKeepForTheNextTimeWhatTheQueueDoesNotTake() throws Exception {
    List<@Nullable EdgeCount> written = new ArrayList<>();
    EdgeAccount account = new EdgeAccount(EDGE);
    EdgeCounter counter = new EdgeCounter(EDGE, false);
    counter.countKept(10);
    counter.countTime(500, 0);
    written.add(countOnce(account, counter, 0, 2_000, 1_000));
    // Refused: not told that it was written.
    counter.countKept(10);
    counter.countTime(300, 1);
    written.add(countOnce(account, counter, 1, 3_000, 2_000));
    account.written();

    assertThat(written.get(1)).isEqualTo(new EdgeCount(EDGE, 99, 2_000, 2, 0, 20, 0, 2, 800, 500));
    assertThat(countOnce(account, counter, 2, 4_000, 3_000)).isNull();
    counter.countKept(1);
    assertThat(countOnce(account, counter, 3, 5_000, 4_000))
        .isEqualTo(new EdgeCount(EDGE, 99, 1_000, 1, 0, 1, 0, 1, 0, 0));
  }

  private static @Nullable EdgeCount countOnce(
      EdgeAccount account, EdgeCounter counter, int epoch, long nanoTime, long lastNanoTime) {
    account.begin();
    account.add(counter, epoch);
    return account.count(99, nanoTime, lastNanoTime);
  }

  @Test
  void shouldKnowTheLongestTransferOfEachSecond() {
    for (boolean shared : new boolean[] {false, true}) {
      EdgeCounter counter = new EdgeCounter(EDGE, shared);
      counter.countTime(100, 1);
      counter.countTime(70, 1);
      counter.countTime(30, 2);
      assertThat(counter.takeLongestNs(1)).isEqualTo(100);
      counter.countTime(50, 2);
      // A thread that was taken off its processor counts for the second before.
      counter.countTime(900, 1);
      assertThat(counter.takeLongestNs(2)).isEqualTo(900);
      assertThat(counter.takeLongestNs(3)).isZero();
      counter.countTime(Long.MAX_VALUE, 65_536 + 4);
      assertThat(counter.takeLongestNs(65_536 + 4)).isEqualTo((1L << 48) - 1);
    }
  }

  @Test
  void shouldFindTheCounterOfEachOfManyEdges() {
    EdgeCounters shared = EdgeCounters.shared();
    EdgeCounters counters = EdgeCounters.own(shared);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      edges.add(new Edge(i * 17, "a" + i, "out", "b", "in", Edge.IN_MEMORY));
    }
    edges.forEach(edge -> counters.of(edge).countKept(edge.id()));
    edges.forEach(edge -> counters.of(edge).countKept(edge.id()));

    List<Long> sums = new ArrayList<>();
    Consumer<EdgeCounter> check =
        counter -> {
          EdgeSums sum = new EdgeSums();
          counter.addTo(sum);
          assertThat(sum.kept).isEqualTo(2);
          assertThat(sum.bytes).isEqualTo(2L * counter.edge.id());
          sums.add(sum.kept);
        };
    counters.forEach(check);
    assertThat(sums).hasSize(EdgeCounters.MAX_OWN);
    // A thread does not keep counters for edges without end.
    shared.forEach(check);
    assertThat(sums).hasSize(1_000);
  }

  @Test
  void shouldCountExactlyWhereThreadsShare() throws Exception {
    EdgeCounters shared = EdgeCounters.shared();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int k = 0; k < 20_000; k++) {
                  EdgeCounter counter = shared.of(EDGE);
                  counter.countKept(2);
                  counter.countTime(k, 0);
                  counter.countSampledOut(1);
                  counter.countError();
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    EdgeSums sums = new EdgeSums();
    shared.of(EDGE).addTo(sums);
    assertThat(sums.flows()).isEqualTo(160_000);
    assertThat(sums.bytes).isEqualTo(240_000);
    assertThat(sums.errors).isEqualTo(80_000);
    assertThat(sums.totalNs).isEqualTo(4L * 20_000 * 19_999 / 2);
    assertThat(shared.of(EDGE).takeLongestNs(0)).isEqualTo(19_999);
  }

  @Test
  void shouldDrawRandomNumbersThatDifferFromThreadToThread() {
    AtomicLong sequences = new AtomicLong();
    List<Double> first = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double drawn = new ThreadContext(Name.OTHER, sequences, EdgeCounters.shared()).nextRandom();
      assertThat(drawn).isBetween(0.0, 1.0);
      first.add(drawn);
    }
    assertThat(first).doesNotHaveDuplicates();
    assertThat(first.stream().mapToDouble(Double::doubleValue).average().orElse(0))
        .isBetween(0.3, 0.7);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
