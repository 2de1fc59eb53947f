package dev.reflow.tracing.cli;

import dev.reflow.tracing.queue.DamageLines;
import dev.reflow.tracing.queue.RunDirectory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Shows what a queue holds, then what comes. One thread. */
final class TailSession<T extends Timed> implements AutoCloseable {

  /** How long an event waits for one of another stripe that started before it. */
  private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(30);

  private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long POLLS_A_LOOK_FOR_RUNS = 10;

  /** How long a process that is to be followed to its end may take to begin. */
  private static final long START_NS = TimeUnit.SECONDS.toNanos(5);

  private final QueueSource source;
  private final EventForm<T> form;
  private final Terminal terminal;
  private final Surroundings surroundings;
  private final EventMerge<T> events;
  private final long beginNs;

  TailSession(
      QueueSource source, EventForm<T> form, EventFilter filter, Surroundings surroundings) {
    this.source = source;
    this.form = form;
    this.terminal = surroundings.terminal();
    this.surroundings = surroundings;
    this.events = new EventMerge<>(source, form::keep, filter, new DamageLines(terminal::error));
    this.beginNs = surroundings.nowNs();
  }

  /** Shows the last events of those that are there now; returns how many there are in all. */
  long showLast(Shown shown) {
    events.findRuns();
    boolean alive = source.runs().stream().anyMatch(RunDirectory::isAlive);
    // What a living process adds while this reads would never end.
    long beforeNs = alive ? beginNs : Long.MAX_VALUE;
    long total = 0;
    Deque<T> last = new ArrayDeque<>();
    for (List<T> next = events.next(beforeNs); !next.isEmpty(); next = events.next(beforeNs)) {
      total += next.size();
      if (shown.isAll()) {
        form.show(next);
      } else {
        last.addAll(next);
        while (last.size() > shown.count()) {
          last.remove();
        }
      }
    }
    form.show(new ArrayList<>(last));
    return total;
  }

  /**
   * Shows events as they come.
   *
   * @param untilExit whether to end when no process is left that could write more
   */
  void follow(boolean untilExit) {
    if (events.findRuns() == 0) {
      terminal.note("waiting for a run in " + source.directory());
    }
    boolean wasAlive = false;
    long polls = 0;
    do {
      if (polls++ % POLLS_A_LOOK_FOR_RUNS == 0) {
        events.findRuns();
        wasAlive |= untilExit && source.runs().stream().anyMatch(RunDirectory::isAlive);
      }
      List<T> next = events.next(surroundings.nowNs() - SETTLE_NS);
      if (!next.isEmpty()) {
        form.show(next);
      }
    } while (!(untilExit && isOver(wasAlive)) && pause());
  }

  private boolean isOver(boolean wasAlive) {
    return events.isExhausted() && (wasAlive || surroundings.nowNs() - beginNs > START_NS);
  }

  /** Returns whether to go on. */
  private boolean pause() {
    LockSupport.parkNanos(this, POLL_NS);
    return !Thread.currentThread().isInterrupted();
  }

  @Override
  public void close() {
    events.close();
  }
}
