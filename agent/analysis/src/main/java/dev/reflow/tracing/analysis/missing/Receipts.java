package dev.reflow.tracing.analysis.missing;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowEdge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sets flows against the handlings that they led to. A receipt belongs to the flow that is its
 * cause where it names one, else to one with the same message id to the same actor. Only actors
 * that have received anything are looked at: of others it is not known whether they would tell. Not
 * thread-safe.
 */
final class Receipts {

  private final Map<FlowEdge, Flows> byEdge = new HashMap<>();
  private final Map<String, Received> byActor = new HashMap<>();
  private final Map<UUID, MissingMessage> open;
  private final Map<UUID, Boolean> early;
  private final Map<Addressed, Integer> unnamed;

  private static final class Flows {
    private long all;
    private long met;
  }

  private static final class Received {
    private long all;
    private long caused;

    /** Whether each names the flow that it is of. */
    boolean isExact() {
      return caused == all;
    }
  }

  private record Addressed(String actor, String messageId) {}

  /** Remembers at most so many flows and so many receipts that have not met. */
  Receipts(int most) {
    open = bounded(most);
    early = bounded(most);
    unnamed = bounded(most);
  }

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** A flow that ended well, so that its message is to be received. */
  void onFlow(Flow flow) {
    Flows flows = byEdge.computeIfAbsent(flow.edge(), edge -> new Flows());
    flows.all++;
    UUID id = flow.eventId();
    if (early.remove(id) != null) {
      flows.met++;
    } else {
      open.put(
          id,
          new MissingMessage(
              flow.edge(),
              flow.messageId(),
              flow.type(),
              flow.startNs(),
              MissingMessage.Why.NOT_RECEIVED));
    }
  }

  void onReceipt(Flow receipt) {
    String actor = receipt.edge().destinationActor();
    String messageId = receipt.messageId();
    Received received = byActor.computeIfAbsent(actor, name -> new Received());
    received.all++;
    UUID cause = receipt.parentId();
    if (cause != null) {
      received.caused++;
      MissingMessage met = open.remove(cause);
      if (met == null) {
        early.put(cause, true);
      } else {
        byEdge.computeIfAbsent(met.edge(), edge -> new Flows()).met++;
      }
    } else if (messageId != null) {
      unnamed.merge(new Addressed(actor, messageId), 1, Integer::sum);
    }
  }

  /** Flows that were not received, by edge; nothing for an edge of which all were. */
  Map<FlowEdge, Long> unreceived() {
    Map<String, Integer> edgesTo = new HashMap<>();
    Map<String, Long> flowsTo = new HashMap<>();
    byEdge.forEach(
        (edge, flows) -> {
          edgesTo.merge(edge.destinationActor(), 1, Integer::sum);
          flowsTo.merge(edge.destinationActor(), flows.all, Long::sum);
        });
    Map<FlowEdge, Long> named = new HashMap<>();
    messages().forEach(message -> named.merge(message.edge(), 1L, Long::sum));
    Map<FlowEdge, Long> found = new HashMap<>();
    byEdge.forEach(
        (edge, flows) -> {
          String actor = edge.destinationActor();
          Received received = byActor.get(actor);
          if (received != null) {
            // No more than are missing at the actor, whatever was forgotten on the way.
            long atActor = flowsTo.getOrDefault(actor, 0L) - received.all;
            boolean isOnlyEdge = edgesTo.getOrDefault(actor, 0) == 1;
            long onEdge = received.isExact() ? flows.all - flows.met : named.getOrDefault(edge, 0L);
            long lost = isOnlyEdge ? atActor : Math.min(atActor, onEdge);
            if (lost > 0) {
              found.put(edge, lost);
            }
          }
        });
    return found;
  }

  /** The messages themselves, as far as they are remembered and have a way to be told apart. */
  List<MissingMessage> messages() {
    Map<Addressed, Integer> left = new HashMap<>(unnamed);
    List<MissingMessage> missing = new ArrayList<>();
    for (MissingMessage message : open.values()) {
      Received received = byActor.get(message.edge().destinationActor());
      if (received != null && !isReceived(message, received, left)) {
        missing.add(message);
      }
    }
    return missing;
  }

  private static boolean isReceived(
      MissingMessage message, Received received, Map<Addressed, Integer> left) {
    String messageId = message.messageId();
    if (messageId == null) {
      // Without an id, only a cause could tell.
      return !received.isExact();
    }
    Addressed key = new Addressed(message.edge().destinationActor(), messageId);
    boolean isLeft = left.containsKey(key);
    left.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    return isLeft;
  }
}
