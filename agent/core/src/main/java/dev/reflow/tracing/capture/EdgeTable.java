package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers the edges. An edge is a sending actor and a route; a {@link Route} is everything else
 * about it. Bounded: beyond the bound every new edge is {@link Edge#OTHER}. Any thread; a known
 * edge is found without a lock or an allocation.
 */
final class EdgeTable {

  static final int MAX_EDGES = 65_536;

  /**
   * Where a flow goes, and by which ports and protocol.
   *
   * @param id the number in the keys of the edges; 0 for every route after the table was full
   */
  record Route(int id, String fromPort, ActorName to, String toPort, String protocol) {}

  private record RouteKey(String fromPort, ActorName to, String toPort, String protocol) {}

  private final ConcurrentHashMap<RouteKey, Route> routes = new ConcurrentHashMap<>();
  private final AtomicInteger lastRoute = new AtomicInteger();
  private final LongMap<Edge> edges = new LongMap<>();
  private final AtomicInteger lastEdge = new AtomicInteger();

  /** The receiving actors' numbers, by the edges'. */
  private volatile int[] targets = {ActorName.OTHER.id()};

  /** Allocates a key: for resolving, not for each send. */
  Route route(String fromPort, ActorName to, String toPort, String protocol) {
    RouteKey key = new RouteKey(fromPort, to, toPort, protocol);
    Route known = routes.get(key);
    if (known != null) {
      return known;
    }
    if (routes.size() >= MAX_EDGES) {
      return new Route(0, fromPort, ActorName.OTHER, toPort, protocol);
    }
    return routes.computeIfAbsent(
        key, unknown -> new Route(lastRoute.incrementAndGet(), fromPort, to, toPort, protocol));
  }

  Edge edge(ActorName from, Route route) {
    long key = ((long) from.id() << 32) | route.id();
    Edge known = edges.get(key);
    if (known != null) {
      return known;
    }
    // Not even a look at the lock once the table is full.
    return route.id() == 0 || lastEdge.get() >= MAX_EDGES ? Edge.OTHER : add(key, from, route);
  }

  /** The number of the actor that the edge with this number leads to; of no edge of ours, none. */
  int target(int edge) {
    int[] known = targets;
    return edge >= 0 && edge < known.length ? known[edge] : ActorName.OTHER.id();
  }

  private synchronized Edge add(long key, ActorName from, Route route) {
    Edge known = edges.get(key);
    if (known != null) {
      return known;
    }
    if (lastEdge.get() >= MAX_EDGES || route.id() == 0) {
      return Edge.OTHER;
    }
    Edge edge =
        new Edge(
            lastEdge.incrementAndGet(),
            from.text(),
            route.fromPort(),
            route.to().text(),
            route.toPort(),
            route.protocol());
    int[] numbers = targets;
    if (edge.id() >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(64, numbers.length * 2));
    }
    numbers[edge.id()] = route.to().id();
    targets = numbers;
    return edges.putIfAbsent(key, edge);
  }
}
