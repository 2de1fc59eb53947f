package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.queue.EventTail;
import dev.reflow.tracing.queue.RunDirectory;
import java.util.List;

/** What a queue holds, counted by reading all of it. One thread. */
final class QueueSummary {

  private static final int EVENTS_A_POLL = 1 << 16;

  private final QueueSource queue;
  private int runs;
  private int alive;
  private long events;
  private long bytes;
  private long lastNs = Long.MIN_VALUE;

  private QueueSummary(QueueSource queue) {
    this.queue = queue;
  }

  static QueueSummary of(QueueSource queue) {
    QueueSummary summary = new QueueSummary(queue);
    List<RunDirectory> found = queue.runs();
    summary.runs = found.size();
    found.forEach(summary::count);
    return summary;
  }

  private void count(RunDirectory run) {
    alive += run.isAlive() ? 1 : 0;
    // A living process may record faster than this reads: what comes later is not counted.
    long beforeNs = run.isAlive() ? System.currentTimeMillis() * 1_000_000L : Long.MAX_VALUE;
    try (EventTail tail = EventTail.open(run, damage -> {})) {
      int read = 1;
      while (read > 0 && lastNs < beforeNs) {
        read = tail.poll(this::count, EVENTS_A_POLL);
      }
    }
  }

  private void count(EventView event) {
    events++;
    bytes += event.recordBytes();
    lastNs = Math.max(lastNs, event.startNs());
  }

  QueueSource queue() {
    return queue;
  }

  int runs() {
    return runs;
  }

  /** Runs whose process lives. */
  int alive() {
    return alive;
  }

  long events() {
    return events;
  }

  /** Bytes of the events alone; files are larger. */
  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return events == 0;
  }

  /** When the last event started, nanoseconds since the epoch; of no meaning when empty. */
  long lastNs() {
    return lastNs;
  }
}
