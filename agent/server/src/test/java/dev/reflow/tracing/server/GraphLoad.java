package dev.reflow.tracing.server;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends what a network of so many actors over so many edges would, for whoever looks at the
 * dashboard. Services stand one behind the other, actors of one send to others of it that stand
 * further down, and a few to the next service. A program and no test:
 *
 * <pre>java -cp agent/server/target/test-classes:agent/server/target/reflow-server.jar \
 *   dev.reflow.tracing.server.GraphLoad ws://localhost:8080/ ACTORS EDGES SERVICES PER_SECOND SECONDS
 * </pre>
 */
final class GraphLoad {

  private static final int FRAMES_PER_SECOND = 20;
  private static final long PROCESS = 0x2468_ACE0_1357L;
  private static final String[] SERVICES = {
    "gateway",
    "orders",
    "payments",
    "stock",
    "shipping",
    "billing",
    "search",
    "mail",
    "reports",
    "audit"
  };
  private static final String[] ROLES = {
    "reader",
    "validator",
    "router",
    "enricher",
    "price_check",
    "splitter",
    "scorer",
    "joiner",
    "dispatcher",
    "writer"
  };

  /** Who sends to whom: indices of actors. Immutable. */
  private record Edge(int from, int to) {}

  private final int actors;
  private final int services;
  private final Random random = new Random(7);
  private final List<Edge> edges = new ArrayList<>();
  private final StringBuilder frame = new StringBuilder();
  private long sent;

  private GraphLoad(int actors, int edges, int services) {
    this.actors = actors;
    this.services = services;
    this.edges.addAll(connect(edges));
  }

  public static void main(String[] args) {
    GraphLoad load = new GraphLoad(number(args, 1), number(args, 2), number(args, 3));
    try (TestClient client = TestClient.connect(URI.create(args[0]), "reflow-batch.v1")) {
      load.send(client, number(args, 4), number(args, 5));
    }
    System.out.println("events=" + load.sent);
  }

  private static int number(String[] args, int index) {
    return Integer.parseInt(args[index]);
  }

  /** First what reaches every actor, then others at random until there are enough. */
  private Set<Edge> connect(int wanted) {
    Set<Edge> found = new LinkedHashSet<>();
    for (int to = 1; to < actors && found.size() < wanted; to++) {
      int first = first(service(to));
      found.add(new Edge(to == first ? to - 1 : Math.max(first, to - 1 - random.nextInt(4)), to));
    }
    while (found.size() < wanted) {
      int from = random.nextInt(actors);
      int last = first(service(from) + 1);
      int to = from + 1 + random.nextInt(Math.max(1, (last - first(service(from))) / 2));
      boolean isElsewhere = to >= last && random.nextInt(4) > 0;
      if (to < actors && !isElsewhere) {
        found.add(new Edge(from, to));
      } else if (random.nextInt(12) == 0) {
        found.add(new Edge(from, Math.max(0, from - random.nextInt(6))));
      }
    }
    return found;
  }

  private int service(int actor) {
    return actor * services / actors;
  }

  /** The first actor of a service. */
  private int first(int service) {
    return (service * actors + services - 1) / services;
  }

  private String name(int actor) {
    int within = actor - first(service(actor));
    int round = within / ROLES.length;
    return serviceName(service(actor))
        + "."
        + ROLES[within % ROLES.length]
        + (round == 0 ? "" : "_" + (round + 1));
  }

  private static String serviceName(int service) {
    int round = service / SERVICES.length;
    return SERVICES[service % SERVICES.length] + (round == 0 ? "" : "_" + (round + 1));
  }

  private void send(TestClient client, int perSecond, int seconds) {
    int events = Math.max(1, perSecond / FRAMES_PER_SECOND);
    long start = System.nanoTime();
    for (int i = 0; i < seconds * FRAMES_PER_SECOND; i++) {
      client.send(frame(events));
      client.next();
      long due = start + TimeUnit.SECONDS.toNanos(i + 1) / FRAMES_PER_SECOND;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  private String frame(int events) {
    frame.setLength(0);
    Instant now = Instant.now();
    for (int i = 0; i < events; i++) {
      frame.append(i == 0 ? '[' : ',');
      append(now.plusNanos(i));
    }
    return frame.append(']').toString();
  }

  /** Some edges are ten times as busy as others, some a thousand times as slow, and few fail. */
  private void append(Instant at) {
    int drawn = (int) (sent % edges.size());
    if (random.nextInt(3) == 0) {
      drawn = drawn * 7 % Math.max(1, edges.size() / 10);
    }
    Edge edge = edges.get(drawn);
    long scale = (long) (30_000 * Math.pow(10, drawn * 37 % 100 / 24.0));
    long took = scale + (long) (random.nextDouble() * scale);
    String from = name(edge.from);
    String to = name(edge.to);
    String service = serviceName(service(edge.from));
    boolean isHere = service(edge.from) == service(edge.to);
    boolean fails = drawn % 41 == 20 && random.nextInt(8) == 0;
    UUID id =
        new UUID((at.toEpochMilli() << 16) | 0x7000, Long.MIN_VALUE | ((PROCESS << 16) + sent));
    sent++;
    frame.append(
        """
        {"RecordEvent":{"trace_id":"%1$s","event":{"event_id":"%1$s","timestamp":"%2$s",\
        "event_type":{"DataFlow":{"to_actor":"%4$s","to_port":"in"}},"actor_id":"%3$s",\
        "data":{"port":"out","message":{"message_type":"Order","size_bytes":240,"checksum":"",\
        "serialized_data":[]},"error":%5$s,"performance_metrics":{"execution_time_ns":%6$d,\
        "memory_usage_bytes":300,"cpu_usage_percent":12.5,"queue_depth":0,\
        "throughput_msgs_per_sec":1.0},"custom_attributes":{"source_actor":"%3$s",\
        "source_port":"out","destination_actor":"%4$s","destination_port":"in",\
        "message_id":"m%7$d","protocol":"%8$s","service":"%9$s","sample_weight":1.0}},\
        "causality":{"parent_event_id":null,"root_cause_event_id":"%1$s","dependency_chain":[],\
        "span_id":"0000000000000001"}}}}"""
            .formatted(
                id,
                at,
                from,
                to,
                fails ? "\"timed out\"" : "null",
                took,
                sent,
                isHere ? "memory_channel" : "kafka",
                service));
  }
}
