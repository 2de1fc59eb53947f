package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.queue.Damage;
import dev.reflow.tracing.queue.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of all runs of a service, in the order in which they started. A run is opened when its
 * turn comes and closed when it is read. One thread.
 */
final class EventMerge<T extends Timed> implements AutoCloseable {

  private final QueueSource source;
  private final Function<EventView, T> keep;
  private final EventFilter filter;
  private final Damage.Listener onDamage;
  private final Set<Path> known = new HashSet<>();
  private final Deque<RunDirectory> later = new ArrayDeque<>();
  private final List<RunReader<T>> open = new ArrayList<>();

  /**
   * A merge without runs yet: see {@link #findRuns}.
   *
   * @param filter says what is left out
   */
  EventMerge(
      QueueSource source,
      Function<EventView, T> keep,
      EventFilter filter,
      Damage.Listener onDamage) {
    this.source = source;
    this.keep = keep;
    this.filter = filter;
    this.onDamage = onDamage;
  }

  /** Takes in the runs that came since the last call; returns how many there are in all. */
  int findRuns() {
    for (RunDirectory run : source.runs()) {
      if (known.add(run.path())) {
        later.add(run);
      }
    }
    return known.size();
  }

  /** Whether every run has ended and all of its events were taken. */
  boolean isExhausted() {
    return later.isEmpty() && open.isEmpty();
  }

  /** The next events that started before {@code beforeNs}; none when there are none now. */
  List<T> next(long beforeNs) {
    List<T> events = new ArrayList<>();
    open.forEach(RunReader::fill);
    openDue();
    RunReader<T> earliest = earliest();
    while (earliest != null && earliest.isInOrder() && !isLaterDue(earliest)) {
      T head = earliest.peek();
      if (head == null || head.startNs() >= beforeNs) {
        break;
      }
      events.add(earliest.take());
      earliest = earliest();
    }
    closeExhausted();
    return events;
  }

  private @Nullable RunReader<T> earliest() {
    RunReader<T> earliest = null;
    long earliestNs = Long.MAX_VALUE;
    for (RunReader<T> reader : open) {
      T head = reader.peek();
      if (head != null && (earliest == null || head.startNs() < earliestNs)) {
        earliest = reader;
        earliestNs = head.startNs();
      }
    }
    return earliest;
  }

  /** Opens the runs that may hold the earliest event. */
  private void openDue() {
    while (isLaterDue(earliest())) {
      RunReader<T> next = new RunReader<>(later.remove(), keep, filter, onDamage);
      open.add(next);
      next.fill();
    }
  }

  /** Whether a run that is not open yet may hold an event before the one that comes next. */
  private boolean isLaterDue(@Nullable RunReader<T> earliest) {
    RunDirectory next = later.peek();
    T head = earliest == null ? null : earliest.peek();
    return next != null && (head == null || startNs(next) <= head.startNs());
  }

  private static long startNs(RunDirectory run) {
    ProcessInfo process = run.processInfo();
    return process == null ? Long.MIN_VALUE : process.startNs();
  }

  private void closeExhausted() {
    for (RunReader<T> reader : List.copyOf(open)) {
      if (reader.isExhausted()) {
        open.remove(reader);
        reader.close();
      }
    }
  }

  @Override
  public void close() {
    open.forEach(RunReader::close);
    open.clear();
  }
}
