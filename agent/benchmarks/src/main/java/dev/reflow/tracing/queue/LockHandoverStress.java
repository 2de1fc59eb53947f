package dev.reflow.tracing.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * What is written under the stripe's lock is seen by the next holder: two threads that may have to
 * try again count on plain fields.
 */
@JCStressTest
@Outcome(
    id = {"1, 2, 2", "2, 1, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "One after the other, and the second saw the first.")
@State
public class LockHandoverStress {

  private final PaddedLock lock = new PaddedLock();
  private int count;
  private int shadow;

  /** An application thread. */
  @Actor
  public void application(III_Result result) {
    while (!lock.tryLock()) {
      Thread.onSpinWait();
    }
    result.r1 = countAndUnlock();
  }

  /** The agent's own. */
  @Actor
  public void housekeeping(III_Result result) {
    lock.lock();
    result.r2 = countAndUnlock();
  }

  /** After both. */
  @Arbiter
  public void after(III_Result result) {
    result.r3 = count == shadow ? count : -1;
  }

  private int countAndUnlock() {
    int now = count == shadow ? count + 1 : -1;
    count = now;
    shadow = now;
    lock.unlock();
    return now;
  }
}
