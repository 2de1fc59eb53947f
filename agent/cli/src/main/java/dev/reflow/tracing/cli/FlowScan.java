package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.FlowConsumer;
import dev.reflow.tracing.analysis.FlowCounts;
import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.queue.DamageLines;
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
  private final DamageLines damages;
  private final EventFlow flow = new EventFlow();
  private final Set<Path> known = new HashSet<>();
  private final List<Part> parts = new ArrayList<>();
  private long beforeNs;
  private int earlier;

  /** One run and how far it was read. */
  private record Part(String service, EventTail tail) {}

  FlowScan(QueueSource source, EventFilter filter, Surroundings surroundings) {
    this.source = source;
    this.filter = filter;
    this.surroundings = surroundings;
    this.terminal = surroundings.terminal();
    this.damages = new DamageLines(terminal::error);
  }

  /** Hands on what there is now and was not handed on yet. */
  void read(FlowConsumer consumer) {
    // What a living process adds while this reads would never end.
    beforeNs = surroundings.nowNs();
    openRuns();
    ScanProgress progress = new ScanProgress(terminal, source.runs());
    for (Part part : parts) {
      EventHandler handler = handler(part.service(), consumer, progress);
      do {
        earlier = 0;
        int read = part.tail().poll(handler, EVENTS_A_POLL);
        progress.show();
        if (read == 0) {
          break;
        }
      } while (earlier > 0);
    }
    progress.end();
  }

  private EventHandler handler(String service, FlowConsumer consumer, ScanProgress progress) {
    return new EventHandler() {
      @Override
      public void onEvent(EventView event) {
        take(event, consumer, progress);
      }

      @Override
      public void onEdgeCount(EdgeCount count) {
        if (filter.isCounted(count)) {
          consumer.onCounts(flow.edge(service, count.edge()), count.untilNs(), counts(count));
        }
      }
    };
  }

  private static FlowCounts counts(EdgeCount count) {
    return new FlowCounts(
        count.flows(), count.sampledOut(), count.bytes(), count.errors(), count.longestNs());
  }

  private void openRuns() {
    for (RunDirectory run : source.runs()) {
      if (known.add(run.path())) {
        ProcessInfo process = run.processInfo();
        EventTail tail = EventTail.open(run, damages);
        parts.add(new Part(process == null ? "" : process.service(), tail));
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
    parts.forEach(part -> part.tail().close());
  }
}
