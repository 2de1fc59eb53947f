package dev.reflow.tracing.capture;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** What has to make room while it is looked for is found all the same, and only once. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "Both are found, the first once.")
@State
public class CauseMoveStress {

  private final SmallCauses causes = new SmallCauses();

  /** Fills a bucket. */
  public CauseMoveStress() {
    for (int i = 0; i < CauseSlots.WAYS; i++) {
      causes.put(i);
    }
  }

  /** Makes the oldest move. */
  @Actor
  public void send(III_Result result) {
    causes.put(CauseSlots.WAYS);
    result.r2 = causes.take(CauseSlots.WAYS);
  }

  /** Looks for that one. */
  @Actor
  public void handle(III_Result result) {
    result.r1 = causes.take(0);
  }

  /** After both. */
  @Arbiter
  public void after(III_Result result) {
    result.r3 = causes.take(0);
    causes.takeAll();
  }
}
