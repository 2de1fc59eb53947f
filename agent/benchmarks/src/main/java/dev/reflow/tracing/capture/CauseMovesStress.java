package dev.reflow.tracing.capture;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two that need room at once lose nobody who was there. */
@JCStressTest
@Outcome(id = "10", expect = Expect.ACCEPTABLE, desc = "All are found.")
@State
public class CauseMovesStress {

  private final SmallCauses causes = new SmallCauses();

  /** Fills a bucket. */
  public CauseMovesStress() {
    for (int i = 0; i < CauseSlots.WAYS; i++) {
      causes.put(i);
    }
  }

  /** Needs room. */
  @Actor
  public void first() {
    causes.put(CauseSlots.WAYS);
  }

  /** Needs room too. */
  @Actor
  public void second() {
    causes.put(CauseSlots.WAYS + 1);
  }

  /** After both. */
  @Arbiter
  public void after(I_Result result) {
    result.r1 = causes.takeAll();
  }
}
