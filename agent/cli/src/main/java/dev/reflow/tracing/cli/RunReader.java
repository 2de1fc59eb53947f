package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.queue.Damage;
import dev.reflow.tracing.queue.EventTail;
import dev.reflow.tracing.queue.RunDirectory;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run's events in the order in which they started. One thread.
 *
 * <p>A queue holds them in the order in which they ended, so the reader looks ahead; only a flow
 * that more than {@link #LOOK_AHEAD} later ones overtook comes out of its place.
 */
final class RunReader<T extends Timed> implements AutoCloseable {

  static final int LOOK_AHEAD = 1 << 16;

  private final RunDirectory run;
  private final EventTail tail;
  private final Function<EventView, T> keep;
  private final EventFilter filter;
  private final PriorityQueue<T> ahead =
      new PriorityQueue<>(Comparator.comparingLong(Timed::startNs));
  private boolean more = true;
  private boolean ended;

  /**
   * A reader at the beginning of {@code run}.
   *
   * @param filter says what is passed over
   */
  RunReader(
      RunDirectory run, Function<EventView, T> keep, EventFilter filter, Damage.Listener onDamage) {
    this.run = run;
    this.keep = keep;
    this.filter = filter;
    this.tail = EventTail.open(run, onDamage);
  }

  /** Looks ahead as far as it may and as there are events now. */
  void fill() {
    // Asked first: what a process wrote before it ended is then read below.
    boolean alive = run.isAlive();
    int read = 1;
    while (read > 0 && ahead.size() < LOOK_AHEAD) {
      read = tail.pollInTimeOrder(this::add, LOOK_AHEAD - ahead.size());
    }
    more = read > 0;
    ended = !alive && !more;
  }

  /** Whether {@link #peek} is the earliest of what the run holds now. */
  boolean isInOrder() {
    return !more || ahead.size() > LOOK_AHEAD / 2;
  }

  /** Whether the run's process has ended and all its events were taken. */
  boolean isExhausted() {
    return ended && ahead.isEmpty();
  }

  /** The next event, or null when there is none now. */
  @Nullable T peek() {
    return ahead.peek();
  }

  /** Takes the next event; there must be one. */
  T take() {
    return ahead.remove();
  }

  private void add(EventView event) {
    if (filter.isWanted(event)) {
      ahead.add(keep.apply(event));
    }
  }

  @Override
  public void close() {
    tail.close();
  }
}
