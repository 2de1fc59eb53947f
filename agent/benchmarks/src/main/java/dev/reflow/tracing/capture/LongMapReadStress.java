package dev.reflow.tracing.capture;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reader without a lock sees a value wholly or not at all, and one that was there before always,
 * while a writer fills the table until it grows.
 */
@JCStressTest
@Outcome(id = "7, 0", expect = Expect.ACCEPTABLE, desc = "Not there yet.")
@Outcome(id = "7, 9", expect = Expect.ACCEPTABLE, desc = "There, and whole.")
@State
public class LongMapReadStress {

  /** The table of 64 slots grows with the one that makes it more than half full. */
  private static final int BEFORE_IT_GROWS = 31;

  private final LongMap<Box> map = new LongMap<>();

  /** A value whose field is not final: only the map's own ordering makes it seen. */
  static final class Box {
    int content;
  }

  /** Fills the table almost half. */
  public LongMapReadStress() {
    for (int key = 0; key < BEFORE_IT_GROWS; key++) {
      map.putIfAbsent(key, box(7));
    }
  }

  /** Adds two values; with the second the table grows. */
  @Actor
  public void writer() {
    map.putIfAbsent(1000, box(9));
    map.putIfAbsent(1001, box(9));
  }

  /** Looks for an old one and the last. */
  @Actor
  public void reader(II_Result result) {
    result.r1 = content(map.get(3), -1);
    result.r2 = content(map.get(1001), 0);
  }

  private static Box box(int content) {
    Box box = new Box();
    box.content = content;
    return box;
  }

  private static int content(@Nullable Box box, int otherwise) {
    return box == null ? otherwise : box.content == 0 ? -2 : box.content;
  }
}
