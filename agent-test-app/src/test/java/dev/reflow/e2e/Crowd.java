package dev.reflow.e2e;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** So many actors of several services, one event over each edge between them. Immutable. */
final class Crowd {

  private final int actors;
  private final int services;
  private final List<Edge> edges;

  private record Edge(int from, int to) {}

  /** Actors that are all reached from the first; edges within services, and few to the next one. */
  Crowd(int actors, int edges, int services) {
    this.actors = actors;
    this.services = services;
    Random random = new Random(5);
    Set<Edge> found = new LinkedHashSet<>();
    for (int to = 1; to < actors; to++) {
      found.add(new Edge(to - 1, to));
    }
    // Who sends nothing is taken to live where its first sender does.
    found.add(new Edge(actors - 1, actors - 2));
    while (found.size() < edges) {
      int from = random.nextInt(actors);
      int service = service(from) + (random.nextInt(20) == 0 ? 1 : 0);
      if (service < services) {
        found.add(new Edge(from, random.nextInt(firstOf(service), firstOf(service + 1))));
      }
    }
    this.edges = List.copyOf(found);
  }

  private int service(int actor) {
    return actor * services / actors;
  }

  private int firstOf(int service) {
    return (service * actors + services - 1) / services;
  }

  private String name(int actor) {
    return "service_%d.worker_%d".formatted(service(actor), actor);
  }

  /** As the file sink writes them. */
  String lines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < edges.size(); i++) {
      Edge edge = edges.get(i);
      lines.append(
          """
          {"event_id":"0190163d-8694-7000-8000-%1$012x","timestamp":"%2$s","event_type":{"DataFlow":\
          {"to_actor":"%4$s","to_port":"in"}},"actor_id":"%3$s","data":{"port":"out","message":\
          {"message_type":"Order","size_bytes":1,"checksum":"","serialized_data":[]},\
          "performance_metrics":{"execution_time_ns":5000},"custom_attributes":{"source_actor":"%3$s",\
          "source_port":"out","destination_actor":"%4$s","destination_port":"in","protocol":"kafka",\
          "service":"service_%5$d"}},"causality":{"parent_event_id":null,"root_cause_event_id":\
          "0190163d-8694-7000-8000-%1$012x","dependency_chain":[],"span_id":"0000000000000001"}}
          """
              .formatted(i + 1, Instant.now(), name(edge.from), name(edge.to), service(edge.from)));
    }
    return lines.toString();
  }
}
