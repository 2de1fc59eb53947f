package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.FlowConsumer;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.queue.EventTail;
import dev.reflow.tracing.queue.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads all runs of a queue for an analysis, in the order in which they lie there, and goes on
 * where it was when it is asked again. One thread.
 */
final class FlowScan implements AutoCloseable {

  private static final int EVENTS_A_POLL = 1 << 15;

  private final QueueSource source;
  private final EventFilter filter;
  private final Surroundings surroundings;
  private final Terminal terminal;
  private final EventFlow flow = new EventFlow();
  private final Set<Path> known = new HashSet<>();
  private final List<EventTail> tails = new ArrayList<>();
  private long beforeNs;
  private int earlier;

  FlowScan(QueueSource source, EventFilter filter, Surroundings surroundings) {
    this.source = source;
    this.filter = filter;
    this.surroundings = surroundings;
    this.terminal = surroundings.terminal();
  }

  /** Hands on what there is now and was not handed on yet. */
  void read(FlowConsumer consumer) {
    // What a living process adds while this reads would never end.
    beforeNs = surroundings.nowNs();
    openRuns();
    ScanProgress progress = new ScanProgress(terminal, source.runs());
    for (EventTail tail : tails) {
      do {
        earlier = 0;
        int read = tail.poll(event -> take(event, consumer, progress), EVENTS_A_POLL);
        progress.show();
        if (read == 0) {
          break;
        }
      } while (earlier > 0);
    }
    progress.end();
  }

  private void openRuns() {
    for (RunDirectory run : source.runs()) {
      if (known.add(run.path())) {
        tails.add(EventTail.open(run, damage -> terminal.error(damage.toString())));
      }
    }
  }

  private void take(EventView event, FlowConsumer consumer, ScanProgress progress) {
    progress.add(event.recordBytes());
    earlier += event.startNs() < beforeNs ? 1 : 0;
    if (filter.isWanted(event)) {
      consumer.onFlow(flow.at(event));
    }
  }

  @Override
  public void close() {
    tails.forEach(EventTail::close);
  }
}
