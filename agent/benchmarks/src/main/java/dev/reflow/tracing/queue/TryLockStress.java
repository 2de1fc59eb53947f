package dev.reflow.tracing.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Of two threads that try the stripe's lock one gets it, as long as nobody gives it back. */
@JCStressTest
@Outcome(
    id = {"1, 0", "0, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One of them has it.")
@State
public class TryLockStress {

  private final PaddedLock lock = new PaddedLock();

  /** Tries. */
  @Actor
  public void first(II_Result result) {
    result.r1 = lock.tryLock() ? 1 : 0;
  }

  /** Tries. */
  @Actor
  public void second(II_Result result) {
    result.r2 = lock.tryLock() ? 1 : 0;
  }
}
