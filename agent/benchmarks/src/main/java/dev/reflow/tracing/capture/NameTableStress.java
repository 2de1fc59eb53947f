package dev.reflow.tracing.capture;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A name that two threads meet first at the same moment has one number, and the next the next. */
@JCStressTest
@Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "One number for both.")
@State
public class NameTableStress {

  private final NameTable names = new NameTable();

  /** Meets the name. */
  @Actor
  public void first(III_Result result) {
    result.r1 = names.of("order").id();
  }

  /** Meets it too. */
  @Actor
  public void second(III_Result result) {
    result.r2 = names.of("order").id();
  }

  /** After both. */
  @Arbiter
  public void after(III_Result result) {
    result.r3 = names.of("another").id();
  }
}
