package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** An edge that two threads use first at the same moment has one number and is whole for both. */
@JCStressTest
@Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "One whole edge for both.")
@State
public class EdgeTableStress {

  private final EdgeTable edges = new EdgeTable();

  /** Uses the edge. */
  @Actor
  public void first(III_Result result) {
    result.r1 = number("writer");
  }

  /** Uses it too. */
  @Actor
  public void second(III_Result result) {
    result.r2 = number("writer");
  }

  /** After both. */
  @Arbiter
  public void after(III_Result result) {
    result.r3 = number("another");
  }

  /** The edge's number; -1 if a part of it is not to be seen. */
  private int number(String to) {
    ActorName reader = new ActorName(1, "reader");
    EdgeTable.Route route = edges.route("out", new ActorName(2, to), "in", "memory_channel");
    Edge edge = edges.edge(reader, route);
    boolean whole = edge.sourceActor().equals("reader") && edge.destinationActor().equals(to);
    return whole ? edge.id() : -1;
  }
}
