package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/** Two virtual threads that count in one edge's counter, which both are the first to ask for. */
@JCStressTest
@Outcome(
    id = "2, 30, 12, 7",
    expect = Expect.ACCEPTABLE,
    desc = "Flows, bytes and times are exact, the longest is the longer one.")
@State
public class SharedCounterStress {

  private static final int SECOND = 3;

  private final Edge edge = new Edge(1, "a", "out", "b", "in", Edge.IN_MEMORY);
  private final EdgeCounters counters = EdgeCounters.shared();

  /** A flow of 10 bytes and 5 ns. */
  @Actor
  public void first() {
    EdgeCounter counter = counters.of(edge);
    counter.countKept(10);
    counter.countTime(5, SECOND);
  }

  /** A flow of 20 bytes and 7 ns. */
  @Actor
  public void second() {
    EdgeCounter counter = counters.of(edge);
    counter.countKept(20);
    counter.countTime(7, SECOND);
  }

  /** Sums up all counters that there are of the edge. */
  @Arbiter
  public void sum(JJJJ_Result result) {
    EdgeSums sums = new EdgeSums();
    counters.forEach(
        counter -> {
          counter.addTo(sums);
          result.r4 = counter.takeLongestNs(SECOND);
        });
    result.r1 = sums.kept;
    result.r2 = sums.bytes;
    result.r3 = sums.totalNs;
  }
}
