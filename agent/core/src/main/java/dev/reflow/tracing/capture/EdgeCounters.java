package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one thread, or of all virtual ones. A known edge's is found without a lock; the
 * agent's thread reads them at any time.
 */
final class EdgeCounters {

  /** Edges that one thread counts for itself; so many threads times so many edges is a lot. */
  static final int MAX_OWN = 256;

  /** Where further edges are counted; null where that is here. */
  private final @Nullable EdgeCounters overflow;

  private volatile @Nullable EdgeCounter[] table = new @Nullable EdgeCounter[8];
  private int size;

  private EdgeCounters(@Nullable EdgeCounters overflow) {
    this.overflow = overflow;
  }

  /** Counters for any number of threads. */
  static EdgeCounters shared() {
    return new EdgeCounters(null);
  }

  /** Counters for one thread, which uses {@code shared} ones for the edges that are too many. */
  static EdgeCounters own(EdgeCounters shared) {
    return new EdgeCounters(shared);
  }

  EdgeCounter of(Edge edge) {
    @Nullable EdgeCounter[] counters = table;
    int mask = counters.length - 1;
    int id = edge.id();
    for (int i = id & mask; ; i = (i + 1) & mask) {
      EdgeCounter counter = counters[i];
      if (counter == null) {
        return overflow != null && size >= MAX_OWN ? overflow.of(edge) : add(edge);
      }
      if (counter.edgeId == id) {
        return counter;
      }
    }
  }

  /** The same where nobody else counts there; null otherwise. */
  @Nullable EdgeCounter ownOf(Edge edge) {
    EdgeCounter counter = of(edge);
    return counter.isShared() ? null : counter;
  }

  void forEach(Consumer<EdgeCounter> action) {
    for (EdgeCounter counter : table) {
      if (counter != null) {
        action.accept(counter);
      }
    }
  }

  /** Locked, because virtual threads share; a thread of its own meets the lock once an edge. */
  private synchronized EdgeCounter add(Edge edge) {
    @Nullable EdgeCounter[] counters = table;
    if ((size + 1) * 2 > counters.length) {
      counters = larger(counters);
    }
    int mask = counters.length - 1;
    int i = edge.id() & mask;
    while (counters[i] != null) {
      if (counters[i].edgeId == edge.id()) {
        return counters[i];
      }
      i = (i + 1) & mask;
    }
    EdgeCounter added = new EdgeCounter(edge, overflow == null);
    counters[i] = added;
    size++;
    // Stored again, so that whoever reads the table sees the counter.
    table = counters;
    return added;
  }

  private static @Nullable EdgeCounter[] larger(@Nullable EdgeCounter[] counters) {
    @Nullable EdgeCounter[] larger = new @Nullable EdgeCounter[counters.length * 2];
    int mask = larger.length - 1;
    for (EdgeCounter counter : counters) {
      if (counter != null) {
        int i = counter.edgeId & mask;
        while (larger[i] != null) {
          i = (i + 1) & mask;
        }
        larger[i] = counter;
      }
    }
    return larger;
  }
}
