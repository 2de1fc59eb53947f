package dev.reflow.e2e;

import dev.reflow.tracing.event.EventView;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A copy of one event as it lies on the queue. */
record Flow(
    UUID eventId,
    String from,
    String fromPort,
    String to,
    String toPort,
    String protocol,
    String type,
    long sizeBytes,
    int depth,
    long startNs,
    long durationNs,
    @Nullable Object messageId,
    @Nullable Object correlationId,
    @Nullable Object priority,
    @Nullable String error,
    boolean incomplete,
    @Nullable UUID parentId,
    UUID rootId,
    int chainDepth,
    String thread,
    String service,
    Map<String, Object> attributes) {

  static Flow of(EventView event) {
    Map<String, Object> attributes = new TreeMap<>();
    event.forEachAttribute(attributes::put);
    return new Flow(
        event.eventId(),
        event.edge().sourceActor(),
        event.edge().sourcePort(),
        event.edge().destinationActor(),
        event.edge().destinationPort(),
        event.edge().protocol(),
        event.type(),
        event.sizeBytes(),
        event.depth(),
        event.startNs(),
        event.durationNs(),
        event.messageId(),
        event.correlationId(),
        event.priority(),
        event.error(),
        event.isIncomplete(),
        event.parentId(),
        event.rootId(),
        event.chainDepth(),
        event.thread(),
        event.process().service(),
        attributes);
  }

  /** The ends without the ports. */
  String ends() {
    return from + " -> " + to;
  }
}
