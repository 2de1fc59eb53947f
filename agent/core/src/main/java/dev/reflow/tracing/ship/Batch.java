package dev.reflow.tracing.ship;

import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The events that the sink was given since its last commit. The shipper's thread only. */
final class Batch implements EventHandler {

  private final Sink sink;
  private final BatchLimits limits;
  private final DeadLetters deadLetters;
  private final LongSupplier clock;
  private int events;

  /** Whether the sink waits for a commit because of edge counts. */
  private boolean counted;

  private int singles;
  private int smalls;
  private long firstNs;

  /** Start of the first event, and how much later the others started, all together. */
  private long firstStartNs;

  private long laterNs;
  private @Nullable SinkException failure;

  Batch(Sink sink, BatchLimits limits, DeadLetters deadLetters, LongSupplier clock) {
    this.sink = sink;
    this.limits = limits;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  int events() {
    return events;
  }

  /** Whether the sink was given nothing that waits for a commit. */
  boolean isEmpty() {
    return events == 0 && !counted;
  }

  /** Whether events go one by one now, because one of them is refused. */
  boolean isSingle() {
    return singles > 0;
  }

  /** Fills up from {@code feed} and returns how many events came; 0 when there is none now. */
  int fill(Feed feed) throws IOException, SinkException {
    int read = feed.poll(this, room());
    if (failure != null) {
      throw failure;
    }
    return read;
  }

  private int room() {
    return most() - events;
  }

  /** As many as may leave at once: those that are there already go along with a full batch. */
  private int most() {
    return isSingle() || smalls > 0 ? enough() : Math.max(enough(), sink.eventsAtOnce());
  }

  /** With so many the batch leaves. */
  private int enough() {
    return isSingle() ? 1 : limits.size();
  }

  @Override
  public void onEvent(EventView event) {
    if (failure != null) {
      return;
    }
    if (isEmpty()) {
      firstNs = clock.getAsLong();
    }
    if (events++ == 0) {
      firstStartNs = event.startNs();
      laterNs = 0;
    }
    laterNs += event.startNs() - firstStartNs;
    try {
      if (isSingle()) {
        deadLetters.remember(event);
      }
      sink.write(event);
    } catch (SinkException e) {
      failure = e;
    }
  }

  @Override
  public void onEdgeCount(EdgeCount count, ProcessInfo process) {
    if (failure != null) {
      return;
    }
    try {
      if (sink.writeCount(count, process)) {
        if (isEmpty()) {
          firstNs = clock.getAsLong();
        }
        counted = true;
      }
    } catch (SinkException e) {
      failure = e;
    }
  }

  /** Whether the batch leaves now. */
  boolean isDue(boolean isLast) {
    return !isEmpty() && (isLast || events >= enough() || waitNs() <= 0);
  }

  /** Time since each of the events started, by the wall clock, all together. */
  long latencyNs() {
    Instant now = Instant.now();
    long nowNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return Math.max(0, events * (nowNs - firstStartNs) - laterNs);
  }

  /** Time until the batch leaves with what it has. */
  long waitNs() {
    return isEmpty() ? Long.MAX_VALUE : firstNs + limits.timeout().toNanos() - clock.getAsLong();
  }

  /**
   * The next {@code count} events hold one that is refused, which is to show itself: they go one by
   * one; of more than a batch, first in batches.
   */
  void isolate(int count) {
    if (count > limits.size()) {
      smalls = count;
    } else {
      singles = count;
    }
  }

  /** Empty again; the events are done with, or they come once more. */
  void clear() {
    singles = Math.max(0, singles - events);
    smalls = Math.max(0, smalls - events);
    drop();
  }

  /** Empty again; the events come once more. */
  void drop() {
    events = 0;
    counted = false;
    failure = null;
  }
}
