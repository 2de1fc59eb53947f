package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FlowRecord;
import java.util.concurrent.atomic.AtomicBoolean;

/** A flow whose send has returned. Holds nothing of the application's but texts. Any thread. */
final class PendingFlow {

  final FlowRecord record = new FlowRecord();
  final long startNanoTime;
  private final AtomicBoolean taken = new AtomicBoolean();

  PendingFlow(FlowRecord facts, long startNanoTime) {
    record.copyFrom(facts);
    this.startNanoTime = startNanoTime;
  }

  /** Whether the caller is the first: a stage that calls back twice makes one event. */
  boolean take() {
    return taken.compareAndSet(false, true);
  }
}
