package dev.reflow.tracing.analysis;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A flow that says what a test wants. Immutable. */
public record TestFlow(
    FlowKind kind,
    FlowEdge edge,
    long startNs,
    long durationNs,
    boolean isIncomplete,
    long sizeBytes,
    int depth,
    double weight,
    @Nullable String messageId,
    @Nullable String error,
    UUID eventId,
    @Nullable UUID parentId,
    UUID rootId)
    implements Flow {

  public static final FlowEdge EDGE = edge("shop", "billing");

  /** A root on {@link #EDGE}, a microsecond long. */
  public static TestFlow root(int number) {
    UUID id = new UUID(0, number);
    return new TestFlow(
        FlowKind.FLOW, EDGE, number * 1_000L, 1_000, false, 100, -1, 1, null, null, id, null, id);
  }

  public static FlowEdge edge(String from, String to) {
    return new FlowEdge("service", from, "out", to, "in", FlowEdge.IN_MEMORY);
  }

  public TestFlow on(FlowEdge other) {
    return new TestFlow(
        kind,
        other,
        startNs,
        durationNs,
        isIncomplete,
        sizeBytes,
        depth,
        weight,
        messageId,
        error,
        eventId,
        parentId,
        rootId);
  }

  public TestFlow of(FlowKind other) {
    return new TestFlow(
        other,
        edge,
        startNs,
        durationNs,
        isIncomplete,
        sizeBytes,
        depth,
        weight,
        messageId,
        error,
        eventId,
        parentId,
        rootId);
  }

  public TestFlow message(@Nullable String id) {
    return new TestFlow(
        kind,
        edge,
        startNs,
        durationNs,
        isIncomplete,
        sizeBytes,
        depth,
        weight,
        id,
        error,
        eventId,
        parentId,
        rootId);
  }

  public TestFlow took(long ns) {
    return new TestFlow(
        kind,
        edge,
        startNs,
        ns,
        isIncomplete,
        sizeBytes,
        depth,
        weight,
        messageId,
        error,
        eventId,
        parentId,
        rootId);
  }

  public TestFlow weighing(double flows) {
    return new TestFlow(
        kind,
        edge,
        startNs,
        durationNs,
        isIncomplete,
        sizeBytes,
        depth,
        flows,
        messageId,
        error,
        eventId,
        parentId,
        rootId);
  }

  public TestFlow deep(int waiting) {
    return new TestFlow(
        kind,
        edge,
        startNs,
        durationNs,
        isIncomplete,
        sizeBytes,
        waiting,
        weight,
        messageId,
        error,
        eventId,
        parentId,
        rootId);
  }

  public TestFlow failed(String why) {
    return new TestFlow(
        kind,
        edge,
        startNs,
        durationNs,
        isIncomplete,
        sizeBytes,
        depth,
        weight,
        messageId,
        why,
        eventId,
        parentId,
        rootId);
  }

  public TestFlow neverCompleted() {
    return new TestFlow(
        kind,
        edge,
        startNs,
        durationNs,
        true,
        sizeBytes,
        depth,
        weight,
        messageId,
        error,
        eventId,
        parentId,
        rootId);
  }

  public TestFlow causedBy(UUID parent, UUID root) {
    return new TestFlow(
        kind,
        edge,
        startNs,
        durationNs,
        isIncomplete,
        sizeBytes,
        depth,
        weight,
        messageId,
        error,
        eventId,
        parent,
        root);
  }

  public TestFlow causedBy(TestFlow parent) {
    return causedBy(parent.eventId(), parent.rootId());
  }

  @Override
  public String type() {
    return "Order";
  }
}
