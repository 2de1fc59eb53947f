package dev.reflow.tracing.capture;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What was sent once is the cause of one of two handlings. */
@JCStressTest
@Outcome(
    id = {"1, 0", "0, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One of the two has it.")
@State
public class CauseTakeStress {

  private final SmallCauses causes = new SmallCauses();

  /** Sends once. */
  public CauseTakeStress() {
    causes.put(0);
  }

  /** Looks for it. */
  @Actor
  public void first(II_Result result) {
    result.r1 = causes.take(0);
  }

  /** Looks for it too. */
  @Actor
  public void second(II_Result result) {
    result.r2 = causes.take(0);
  }
}
