package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/** A thread counts by plain steps in a counter of its own while the agent's reads it. */
@JCStressTest
@Outcome(
    id = {"0, 0, 2, 2", "0, 1, 2, 2", "0, 2, 2, 2", "1, 1, 2, 2", "1, 2, 2, 2", "2, 2, 2, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "Sums only grow, and in the end nothing is missing.")
@State
public class OwnCounterStress {

  private final Edge edge = new Edge(1, "a", "out", "b", "in", Edge.IN_MEMORY);
  private final EdgeCounters counters = EdgeCounters.own(EdgeCounters.shared());

  /** Two flows, one kept and one left out. */
  @Actor
  public void send() {
    counters.of(edge).countKept(1);
    counters.of(edge).countSampledOut(1);
  }

  /** Sums up twice. */
  @Actor
  public void read(JJJJ_Result result) {
    result.r1 = flows();
    result.r2 = flows();
  }

  /** Sums up at the end. */
  @Arbiter
  public void sum(JJJJ_Result result) {
    EdgeSums sums = new EdgeSums();
    counters.forEach(counter -> counter.addTo(sums));
    result.r3 = sums.flows();
    result.r4 = sums.bytes;
  }

  private long flows() {
    EdgeSums sums = new EdgeSums();
    counters.forEach(counter -> counter.addTo(sums));
    return sums.flows();
  }
}
