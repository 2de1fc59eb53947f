package dev.reflow.tracing.server.subscribe;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.server.event.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What flows now: rates and times of each edge over the last ten seconds, by when events arrived.
 * Any thread.
 */
public final class LiveGraph {

  private static final int MOST_EDGES = 5_000;

  private final LongSupplier nanoClock;
  private final Map<FlowEdge, EdgeWindow> edges = new HashMap<>();

  /** A graph with nothing in it; {@code nanoClock} counts nanoseconds and never goes back. */
  public LiveGraph(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * One edge now. Immutable.
   *
   * @param flows since the server was started, those that sampling left out counted in
   * @param p50Ns right to some ten percent, as is {@code p99Ns}
   */
  public record LiveEdge(
      FlowEdge edge,
      long flows,
      double flowsPerSecond,
      double bytesPerSecond,
      double errorsPerSecond,
      long p50Ns,
      long p99Ns,
      long maxNs) {}

  private long second() {
    return TimeUnit.NANOSECONDS.toSeconds(nanoClock.getAsLong());
  }

  /** Counts events that were stored. */
  public synchronized void add(List<StoredEvent> events) {
    long now = second();
    for (StoredEvent event : events) {
      EdgeWindow window = event.eventType.equals(StoredEvent.DATA_FLOW) ? window(event) : null;
      if (window != null) {
        window.add(now, event.weight, event.sizeBytes, event.error != null, event.executionNs);
      }
    }
  }

  /** Null where there are too many edges to show. */
  private @Nullable EdgeWindow window(StoredEvent event) {
    FlowEdge edge =
        new FlowEdge(
            orEmpty(event.service),
            orEmpty(event.sourceActor),
            orEmpty(event.sourcePort),
            orEmpty(event.destinationActor),
            orEmpty(event.destinationPort),
            orEmpty(event.protocol));
    EdgeWindow known = edges.get(edge);
    if (known == null && edges.size() < MOST_EDGES) {
      known = new EdgeWindow();
      edges.put(edge, known);
    }
    return known;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** All edges that were ever seen, in no order. */
  public synchronized List<LiveEdge> edges() {
    long now = second();
    List<LiveEdge> live = new ArrayList<>(edges.size());
    edges.forEach(
        (edge, window) -> {
          window.moveTo(now);
          live.add(
              new LiveEdge(
                  edge,
                  Math.round(window.total),
                  window.flowsPerSecond(),
                  window.bytesPerSecond(),
                  window.errorsPerSecond(),
                  window.quantile(0.5),
                  window.quantile(0.99),
                  window.longest()));
        });
    return live;
  }
}
