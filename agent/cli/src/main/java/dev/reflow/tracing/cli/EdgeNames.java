package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.event.Edge;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives one object for each edge, whichever file's dictionary names it. Not thread-safe. */
final class EdgeNames {

  /** Each file has edges of its own; those of files long read are not kept. */
  private static final int MOST_KNOWN = 1 << 16;

  private final IdentityHashMap<Edge, FlowEdge> known = new IdentityHashMap<>();
  private final Map<FlowEdge, FlowEdge> edges = new HashMap<>();
  private @Nullable Edge last;
  private @Nullable FlowEdge lastFound;

  @SuppressWarnings("ReferenceEquality") // equal edges of two processes are two edges
  FlowEdge of(String service, Edge edge) {
    FlowEdge found = lastFound;
    if (edge == last && found != null && edge != Edge.OTHER) {
      return found;
    }
    found = edge == Edge.OTHER ? null : known.get(edge);
    if (found == null) {
      found = intern(service, edge);
    }
    last = edge;
    lastFound = found;
    return found;
  }

  private FlowEdge intern(String service, Edge edge) {
    FlowEdge named =
        new FlowEdge(
            service,
            edge.sourceActor(),
            edge.sourcePort(),
            edge.destinationActor(),
            edge.destinationPort(),
            edge.protocol());
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    FlowEdge one = edges.computeIfAbsent(named, it -> it);
    known.put(edge, one);
    return one;
  }
}
