package dev.reflow.tracing.capture;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A stage that is to complete a flow. Not kept alive: a future that nobody holds any more is never
 * completed, and its flow ends as incomplete. Any thread.
 */
final class PendingStage extends WeakReference<Object> {

  private final PendingFlow flow;

  /**
   * A stage that is reported to {@code gone} when nobody can complete it.
   *
   * @param stage of another make than the JDK's it may be a passing view of what goes on without
   *     it, so only the JDK's own are ever taken for gone
   */
  PendingStage(CompletionStage<?> stage, PendingFlow flow, ReferenceQueue<Object> gone) {
    super(stage instanceof CompletableFuture ? stage : flow, gone);
    this.flow = flow;
  }

  PendingFlow flow() {
    return flow;
  }
}
