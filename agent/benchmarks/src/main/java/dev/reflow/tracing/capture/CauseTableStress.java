package dev.reflow.tracing.capture;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What is sent while somebody looks for it is found whole or not at all, and once. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Found at once.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Found afterwards.")
@State
public class CauseTableStress {

  private final SmallCauses causes = new SmallCauses();

  /** Sends. */
  @Actor
  public void send() {
    causes.put(0);
  }

  /** Looks for it. */
  @Actor
  public void handle(II_Result result) {
    result.r1 = causes.take(0);
  }

  /** After both. */
  @Arbiter
  public void after(II_Result result) {
    result.r2 = causes.take(0);
  }
}
