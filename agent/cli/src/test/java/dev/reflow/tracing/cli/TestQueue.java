package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventIds;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.Affinity;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.queue.QueueLimits;
import dev.reflow.tracing.queue.QueueUnavailableException;
import dev.reflow.tracing.queue.RunDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A queue as the agent writes it: one run of one service, alive until it is closed. */
final class TestQueue implements AutoCloseable {

  static final Edge ORDERS = new Edge(1, "shop", "out", "billing", "in", Edge.IN_MEMORY);
  static final Edge PAYMENTS = new Edge(2, "billing", "out", "bank", "in", Edge.IN_MEMORY);
  private static final Name ORDER = new Name(1, "Order");
  private static final Name MAIN = new Name(2, "main");

  private final RunDirectory run;
  private final EventQueue queue;
  private final long processId;
  private final Affinity affinity = new Affinity();
  private long sequence;

  private TestQueue(RunDirectory run, EventQueue queue, long processId) {
    this.run = run;
    this.processId = processId;
    this.queue = queue;
  }

  /** A run that began at {@code start}, below {@code queueDir}. */
  static TestQueue begin(Path queueDir, Instant start) throws QueueUnavailableException {
    String service = String.valueOf(queueDir.getFileName());
    ProcessInfo process =
        new ProcessInfo(start.toEpochMilli(), ns(start), 4711, service, service, "host");
    RunDirectory run = RunDirectory.create(queueDir, process);
    EventQueue queue = new EventQueue(process, QueueLimits.forProcessors(1), Log.silent());
    queue.open(run);
    return new TestQueue(run, queue, process.id());
  }

  /** A run that began a minute ago and has ended, with events a second apart. */
  static Path ended(Path queueDir, int events) throws QueueUnavailableException {
    Instant start = Instant.now().minusSeconds(60);
    try (TestQueue queue = begin(queueDir, start)) {
      for (int i = 0; i < events; i++) {
        queue.append(start.plusSeconds(i), "order-" + i);
      }
      return queue.path();
    }
  }

  Path path() {
    return run.path();
  }

  /** Every other event goes to another stripe. */
  TestQueue append(Instant start, String messageId) {
    return append(ns(start), 1_200_000, messageId);
  }

  TestQueue append(long startNs, long durationNs, String messageId) {
    FlowRecord flow = new FlowRecord();
    flow.startNs = startNs;
    flow.sequence = sequence++;
    flow.durationNs = durationNs;
    flow.sizeBytes = 256;
    flow.depth = 3;
    flow.edge = sequence % 2 == 0 ? PAYMENTS : ORDERS;
    flow.type = ORDER;
    flow.thread = MAIN;
    flow.messageId.setText(messageId);
    return append(flow);
  }

  TestQueue fail(Instant start, String error) {
    FlowRecord flow = new FlowRecord();
    flow.startNs = ns(start);
    flow.sequence = sequence++;
    flow.edge = ORDERS;
    flow.type = ORDER;
    flow.thread = MAIN;
    flow.error = error;
    return append(flow);
  }

  /**
   * A flow that {@code cause} caused, or none where that is null.
   *
   * @return this flow, to be the cause of others
   */
  Caused append(long startNs, Edge edge, String messageId, @Nullable Caused cause) {
    FlowRecord flow = new FlowRecord();
    flow.startNs = startNs;
    flow.sequence = sequence++;
    flow.durationNs = 1_200_000;
    flow.sizeBytes = 256;
    flow.edge = edge;
    flow.type = ORDER;
    flow.thread = MAIN;
    flow.messageId.setText(messageId);
    long high = EventIds.high(startNs);
    long low = EventIds.low(processId, flow.sequence);
    if (cause != null) {
      flow.caused = true;
      flow.parentHigh = cause.id().getMostSignificantBits();
      flow.parentLow = cause.id().getLeastSignificantBits();
      flow.rootHigh = cause.root().getMostSignificantBits();
      flow.rootLow = cause.root().getLeastSignificantBits();
      flow.chainDepth = 1;
    }
    append(flow);
    UUID id = new UUID(high, low);
    return new Caused(id, cause == null ? id : cause.root());
  }

  /** What a flow that is appended {@code later} flows from now, at {@code startNs}, will be. */
  Caused upcoming(long startNs, int later) {
    long low = EventIds.low(processId, sequence + later);
    UUID id = new UUID(EventIds.high(startNs), low);
    return new Caused(id, id);
  }

  /** A flow as the cause of others. */
  record Caused(UUID id, UUID root) {}

  /** A flow whose future nobody completed. */
  TestQueue incomplete(Instant start, String messageId) {
    FlowRecord flow = new FlowRecord();
    flow.startNs = ns(start);
    flow.sequence = sequence++;
    flow.flags = EventLayout.FLAG_INCOMPLETE;
    flow.edge = ORDERS;
    flow.type = ORDER;
    flow.thread = MAIN;
    flow.messageId.setText(messageId);
    return append(flow);
  }

  /** An event of {@code kind} on {@link #ORDERS}. */
  TestQueue tell(EventKind kind, Instant start, String messageId) {
    FlowRecord flow = new FlowRecord();
    flow.kind = kind;
    flow.startNs = ns(start);
    flow.sequence = sequence++;
    flow.edge = ORDERS;
    flow.type = ORDER;
    flow.thread = MAIN;
    flow.messageId.setText(messageId);
    return append(flow);
  }

  /** What passed over an edge in a second, sampled-out flows included. */
  TestQueue count(Instant until, Edge edge, long flows, long sampledOut) {
    EdgeCount count =
        new EdgeCount(
            edge, ns(until), 1_000_000_000, flows, sampledOut, flows * 256, 1, 0, 0, 5_000_000);
    assertThat(queue.append(count, affinity)).isEqualTo(Fate.RECORDED);
    return this;
  }

  private TestQueue append(FlowRecord flow) {
    // A new affinity is another thread's: the next stripe.
    Affinity stripe = sequence % 2 == 0 ? affinity : new Affinity();
    assertThat(queue.append(flow, stripe)).isEqualTo(Fate.RECORDED);
    return this;
  }

  static long ns(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /** The process ends in good order. */
  @Override
  public void close() {
    queue.close();
    run.close();
  }
}
