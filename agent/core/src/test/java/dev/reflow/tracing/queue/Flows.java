package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.event.ProcessInfo;
import java.util.List;

/** The facts that the queue's tests send. */
final class Flows {

  static final Edge ORDERS = new Edge(1, "shop", "out", "billing", "in", Edge.IN_MEMORY);
  static final Edge PAYMENTS = new Edge(2, "billing", "out", "bank", "in", Edge.IN_MEMORY);
  static final Name ORDER = new Name(1, "Order");
  static final Name MAIN = new Name(2, "main");

  private Flows() {}

  static ProcessInfo process() {
    return new ProcessInfo(
        0x1234_5678_9ABCL,
        1_700_000_000_000_000_000L,
        ProcessHandle.current().pid(),
        "shop",
        "orders",
        "host");
  }

  /** A flow that is its {@code sequence}th and began as many nanoseconds after the process. */
  static FlowRecord flow(long sequence) {
    FlowRecord flow = new FlowRecord();
    set(flow, sequence);
    return flow;
  }

  static void set(FlowRecord flow, long sequence) {
    flow.startNs = 1_700_000_000_000_000_000L + sequence;
    flow.sequence = sequence;
    flow.durationNs = 100 + sequence;
    flow.sizeBytes = 10;
    flow.edge = sequence % 2 == 0 ? ORDERS : PAYMENTS;
    flow.type = ORDER;
    flow.thread = MAIN;
  }

  /** The sequence number of an event that {@link #set} made. */
  static long sequence(dev.reflow.tracing.event.EventView event) {
    return event.startNs() - 1_700_000_000_000_000_000L;
  }

  static List<Long> sequences(RunDirectory run) {
    return Tails.readAll(run).stream().map(Tails.Seen::sequence).toList();
  }
}
