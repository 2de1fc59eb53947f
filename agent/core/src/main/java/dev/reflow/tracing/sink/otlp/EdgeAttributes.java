package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.event.Edge;

/** What spans and metrics say of their edge, in the same words. Stateless; any thread. */
final class EdgeAttributes {

  private EdgeAttributes() {}

  /** Appends the attributes to {@code out}, whose field {@code field} they are. */
  static void put(ProtoBuffer out, int field, Edge edge) {
    out.put(Attributes.prepared(field, "messaging.system", edge.protocol()));
    out.put(Attributes.prepared(field, "messaging.destination.name", edge.destinationActor()));
    out.put(Attributes.prepared(field, "reflow.source.actor", edge.sourceActor()));
    out.put(Attributes.prepared(field, "reflow.source.port", edge.sourcePort()));
    out.put(Attributes.prepared(field, "reflow.destination.port", edge.destinationPort()));
  }
}
