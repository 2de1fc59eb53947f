package dev.reflow.tracing.analysis.graph;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Actors and what flows between them. Immutable.
 *
 * @param actors sorted by service and name
 * @param links most flows first
 */
public record FlowGraph(List<Actor> actors, List<Link> links) {

  /**
   * Something that sends or receives.
   *
   * @param service the process it lives in
   */
  public record Actor(String service, String name) {}

  /** One edge between two actors. */
  public record Link(Actor from, Actor to, EdgeSummary summary) {}

  /** The graph of these edges. */
  public static FlowGraph of(List<EdgeSummary> summaries) {
    Map<String, Set<String>> servicesOfSenders = new HashMap<>();
    for (EdgeSummary summary : summaries) {
      FlowEdge edge = summary.edge();
      servicesOfSenders
          .computeIfAbsent(edge.sourceActor(), name -> new HashSet<>())
          .add(edge.service());
    }
    Set<Actor> actors = new LinkedHashSet<>();
    List<Link> links = new ArrayList<>();
    for (EdgeSummary summary : summaries.stream().sorted().toList()) {
      FlowEdge edge = summary.edge();
      Actor from = new Actor(edge.service(), edge.sourceActor());
      Actor to = new Actor(serviceOfReceiver(edge, servicesOfSenders), edge.destinationActor());
      actors.add(from);
      actors.add(to);
      links.add(new Link(from, to, summary));
    }
    return new FlowGraph(
        actors.stream()
            .sorted(java.util.Comparator.comparing(Actor::service).thenComparing(Actor::name))
            .toList(),
        List.copyOf(links));
  }

  /**
   * Events say who sent, not in which process the receiver is. In memory it is the same; beyond, it
   * is where an actor of that name sends from, if there is one such place and no more.
   */
  private static String serviceOfReceiver(FlowEdge edge, Map<String, Set<String>> senders) {
    Set<String> services = senders.getOrDefault(edge.destinationActor(), Set.of());
    return edge.isInMemory() || services.size() != 1 ? edge.service() : services.iterator().next();
  }

  /** The services, sorted. */
  public List<String> services() {
    TreeSet<String> services = new TreeSet<>();
    actors.forEach(actor -> services.add(actor.service()));
    return List.copyOf(services);
  }
}
