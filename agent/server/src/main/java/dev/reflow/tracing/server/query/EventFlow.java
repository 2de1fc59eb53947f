package dev.reflow.tracing.server.query;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.FlowKind;
import dev.reflow.tracing.server.event.Attributes;
import dev.reflow.tracing.server.event.StoredEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stored event as analyses see it. Immutable. */
record EventFlow(StoredEvent event) implements Flow {

  @Override
  public FlowKind kind() {
    return switch (event.eventType) {
      case "MessageSent" -> FlowKind.SENT;
      case "MessageReceived" -> FlowKind.RECEIVED;
      default -> FlowKind.FLOW;
    };
  }

  @Override
  public FlowEdge edge() {
    return new FlowEdge(
        orEmpty(event.service),
        orEmpty(event.sourceActor),
        orEmpty(event.sourcePort),
        orEmpty(event.destinationActor),
        orEmpty(event.destinationPort),
        orEmpty(event.protocol));
  }

  @Override
  public long startNs() {
    return event.startNs;
  }

  @Override
  public long durationNs() {
    return event.executionNs;
  }

  @Override
  public boolean isIncomplete() {
    return "true".equals(Attributes.text(event.attributes, "incomplete"));
  }

  @Override
  public long sizeBytes() {
    return Math.max(0, event.sizeBytes);
  }

  @Override
  public int depth() {
    return (int) Math.min(Integer.MAX_VALUE, event.queueDepth);
  }

  @Override
  public double weight() {
    return event.weight;
  }

  @Override
  public String type() {
    return orEmpty(event.messageType);
  }

  @Override
  public @Nullable String messageId() {
    return event.messageId;
  }

  @Override
  public @Nullable String error() {
    return event.error;
  }

  @Override
  public UUID eventId() {
    return event.eventId();
  }

  @Override
  public @Nullable UUID parentId() {
    return event.parentId();
  }

  @Override
  public UUID rootId() {
    return event.rootId();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
