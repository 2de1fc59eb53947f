package dev.reflow.tracing.health;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts events by {@link Fate}. Any thread. {@link Fate#RECORDED} is not counted here but by the
 * stripes, which count under the lock that they hold anyway.
 */
public final class Fates {

  private final Map<Fate, LongAdder> counts = new EnumMap<>(Fate.class);

  public Fates() {
    for (Fate fate : Fate.values()) {
      counts.put(fate, new LongAdder());
    }
  }

  /** One more event met {@code fate}. */
  public void count(Fate fate) {
    adder(fate).increment();
  }

  /** {@code events} more met {@code fate}. */
  public void count(Fate fate, long events) {
    adder(fate).add(events);
  }

  /** Events that met {@code fate} so far. */
  public long of(Fate fate) {
    return adder(fate).sum();
  }

  /** Events that never came to the queue so far, though they were to. */
  public long dropped() {
    long dropped = 0;
    for (Fate fate : Fate.values()) {
      dropped += fate.isDrop() ? of(fate) : 0;
    }
    return dropped;
  }

  /**
   * The fates of the dropped events with their counts, as in {@code 3 too large, 2 start buffer
   * full}.
   */
  public String text() {
    StringJoiner text = new StringJoiner(", ");
    for (Fate fate : Fate.values()) {
      if (fate.isDrop() && of(fate) > 0) {
        text.add(of(fate) + " " + fate.text());
      }
    }
    return text.toString();
  }

  private LongAdder adder(Fate fate) {
    return Objects.requireNonNull(counts.get(fate));
  }
}
