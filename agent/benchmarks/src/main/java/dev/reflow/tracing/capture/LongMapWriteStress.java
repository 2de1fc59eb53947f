package dev.reflow.tracing.capture;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Of two writers of one key both get what the first put, and nothing replaces it. */
@JCStressTest
@Outcome(
    id = {"1, 1, 1", "2, 2, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "One of the two values, for all.")
@State
public class LongMapWriteStress {

  private final LongMap<Integer> map = new LongMap<>();

  /** Puts 1. */
  @Actor
  public void first(III_Result result) {
    result.r1 = map.putIfAbsent(42, 1);
  }

  /** Puts 2. */
  @Actor
  public void second(III_Result result) {
    result.r2 = map.putIfAbsent(42, 2);
  }

  /** After both. */
  @Arbiter
  public void after(III_Result result) {
    result.r3 = Objects.requireNonNull(map.get(42));
  }
}
