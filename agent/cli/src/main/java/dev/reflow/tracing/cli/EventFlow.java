package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.FlowKind;
import dev.reflow.tracing.analysis.predicate.Column;
import dev.reflow.tracing.analysis.predicate.Row;
import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the queue as analyses and predicates see it: one object for all of them. Not
 * thread-safe.
 */
final class EventFlow implements Flow, Row {

  private final EdgeNames edges = new EdgeNames();
  private @Nullable EventView view;

  /** Shows {@code event} from now on. */
  EventFlow at(EventView event) {
    view = event;
    return this;
  }

  private EventView event() {
    EventView present = view;
    if (present == null) {
      throw new IllegalStateException("shows no event yet");
    }
    return present;
  }

  @Override
  public FlowKind kind() {
    return switch (event().kind()) {
      case FLOW -> FlowKind.FLOW;
      case SENT -> FlowKind.SENT;
      case RECEIVED -> FlowKind.RECEIVED;
    };
  }

  @Override
  public FlowEdge edge() {
    return edges.of(event().process().service(), event().edge());
  }

  /** The edge of one of {@code service}'s counts. */
  FlowEdge edge(String service, Edge edge) {
    return edges.of(service, edge);
  }

  @Override
  public long startNs() {
    return event().startNs();
  }

  @Override
  public long durationNs() {
    return event().durationNs();
  }

  @Override
  public boolean isIncomplete() {
    return event().isIncomplete();
  }

  @Override
  public long sizeBytes() {
    return event().sizeBytes();
  }

  @Override
  public int depth() {
    return event().depth();
  }

  @Override
  public double weight() {
    return event().weight();
  }

  @Override
  public String type() {
    return event().type();
  }

  @Override
  public @Nullable String messageId() {
    return text(event().messageId());
  }

  @Override
  public @Nullable String error() {
    return event().error();
  }

  @Override
  public UUID eventId() {
    return event().eventId();
  }

  @Override
  public @Nullable UUID parentId() {
    return event().parentId();
  }

  @Override
  public UUID rootId() {
    return event().rootId();
  }

  @Override
  public @Nullable Object value(Column column) {
    EventView event = event();
    return switch (column) {
      case EVENT_ID -> event.eventId().toString();
      case TIMESTAMP -> event.startNs();
      case EVENT_TYPE -> event.kind().wireName();
      case SERVICE -> event.process().service();
      case FLOW_ID -> event.process().flowId();
      case TRACE_ID, ROOT_CAUSE_EVENT_ID -> event.rootId().toString();
      case SOURCE_ACTOR -> event.edge().sourceActor();
      case SOURCE_PORT -> event.edge().sourcePort();
      case DESTINATION_ACTOR -> event.edge().destinationActor();
      case DESTINATION_PORT -> event.edge().destinationPort();
      case PROTOCOL -> event.edge().protocol();
      case MESSAGE_ID -> messageId();
      case CORRELATION_ID -> text(event.correlationId());
      case MESSAGE_TYPE -> event.type();
      case SIZE_BYTES -> event.sizeBytes();
      case EXECUTION_TIME_NS -> event.durationNs();
      case QUEUE_DEPTH -> event.depth() < 0 ? null : (Long) (long) event.depth();
      case MEMORY_USAGE_BYTES -> event.sizeBytes() + event.recordBytes();
      case PARENT_EVENT_ID -> text(event.parentId());
      case DEPENDENCY_DEPTH -> (long) event.chainDepth();
      case SPAN_ID -> String.format("%016x", event.eventId().getLeastSignificantBits());
      case ERROR -> event.error();
      case SAMPLE_WEIGHT -> event.weight();
      // As it is on the wire.
      case THROUGHPUT_MSGS_PER_SEC -> (double) Math.round(event.flowsPerSecond());
      case CPU_USAGE_PERCENT -> event.isCpuKnown() ? (Double) event.cpuPercent() : null;
      case CHECKSUM -> event.checksum();
      case CONTENT -> event.content();
    };
  }

  /** As a store has it: what has no column of its own is among the attributes. */
  @Override
  public @Nullable String attribute(String key) {
    EventView event = event();
    return switch (key) {
      case "thread" -> event.thread();
      case "priority" -> text(event.priority());
      case "size_estimated" -> event.isSizeEstimated() ? "true" : null;
      case "incomplete" -> event.isIncomplete() ? "true" : null;
      default -> ownAttribute(key);
    };
  }

  private @Nullable String ownAttribute(String key) {
    Map<String, String> found = new HashMap<>();
    event()
        .forEachAttribute(
            (name, value) -> {
              if (EventJson.ownKey(name).equals(key)) {
                found.put(key, value.toString());
              }
            });
    return found.get(key);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
