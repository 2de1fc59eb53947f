package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.FlowRecord;
import java.lang.ref.ReferenceQueue;
import java.util.Collections;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Flows whose send has returned and that are not complete yet. A {@link CompletionStage} tells of
 * its end by itself, if it comes to one; a plain {@link Future} cannot, and is looked at every
 * millisecond or so, more rarely where there are thousands. Any thread; {@link #poll} from one.
 */
final class Completions {

  /**
   * Futures watched at once; a flow beyond that is recorded as incomplete when its send returns.
   */
  static final int MAX_WATCHED = 100_000;

  /** Futures looked at in one go; the others' turn comes next. */
  static final int LOOKS_A_POLL = 4_096;

  private final Threads threads;
  private final Recorder recorder;
  private final Queue<WatchedFuture> watched = new ConcurrentLinkedQueue<>();
  private final Set<PendingStage> stages = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
  private final AtomicInteger watchedCount = new AtomicInteger();

  /** Where the next {@link #poll} goes on. */
  private Iterator<WatchedFuture> round = Collections.emptyIterator();

  Completions(Threads threads, Recorder recorder) {
    this.threads = threads;
    this.recorder = recorder;
  }

  /** Takes over {@code record}, a copy of it, until {@code result} completes. */
  void await(FlowRecord record, long startNanoTime, Object result) {
    PendingFlow flow = new PendingFlow(record, startNanoTime);
    if (result instanceof CompletionStage<?> stage) {
      awaitStage(stage, flow);
    } else if (watchedCount.get() < MAX_WATCHED) {
      watchedCount.incrementAndGet();
      watched.add(new WatchedFuture((Future<?>) result, flow));
    } else {
      complete(flow, true, null);
    }
  }

  private void awaitStage(CompletionStage<?> stage, PendingFlow flow) {
    if (watchedCount.get() >= MAX_WATCHED && !isDone(stage)) {
      complete(flow, true, null);
      return;
    }
    PendingStage pending = new PendingStage(stage, flow, gone);
    watchedCount.incrementAndGet();
    stages.add(pending);
    try {
      stage.whenComplete(
          (value, thrown) -> {
            forget(pending);
            complete(flow, thrown);
          });
    } catch (RuntimeException | Error refused) {
      // A stage of the application's own that takes no callbacks: the flow ends with the send.
      forget(pending);
      complete(flow, null);
    }
  }

  private static boolean isDone(CompletionStage<?> stage) {
    return stage instanceof CompletableFuture<?> future && future.isDone();
  }

  private void forget(PendingStage pending) {
    if (stages.remove(pending)) {
      watchedCount.decrementAndGet();
    }
  }

  /**
   * Records the flows whose futures are done or gone, of those whose turn it is. Returns how many.
   */
  int poll() {
    int done = 0;
    for (Object stage = gone.poll(); stage != null; stage = gone.poll()) {
      incomplete((PendingStage) stage);
      done++;
    }
    if (!round.hasNext()) {
      round = watched.iterator();
    }
    for (int looks = 0; looks < LOOKS_A_POLL && round.hasNext(); looks++) {
      WatchedFuture future = round.next();
      if (future.isOver()) {
        round.remove();
        watchedCount.decrementAndGet();
        finish(future);
        done++;
      }
    }
    return done;
  }

  /** Records what is still being watched, as incomplete: the agent stops. */
  void giveUp() {
    for (WatchedFuture future = watched.poll(); future != null; future = watched.poll()) {
      watchedCount.decrementAndGet();
      finish(future);
    }
    stages.forEach(this::incomplete);
  }

  /** Nobody completes this stage any more, or not in time. */
  private void incomplete(PendingStage stage) {
    if (stages.contains(stage)) {
      forget(stage);
      complete(stage.flow(), true, null);
    }
  }

  private void finish(WatchedFuture future) {
    complete(future.flow(), !future.isDone(), future.failure());
  }

  private void complete(PendingFlow flow, @Nullable Throwable thrown) {
    complete(flow, false, thrown);
  }

  private void complete(PendingFlow flow, boolean isIncomplete, @Nullable Throwable thrown) {
    if (!flow.take()) {
      return;
    }
    FlowRecord record = flow.record;
    if (isIncomplete) {
      record.flags |= EventLayout.FLAG_INCOMPLETE;
    }
    record.durationNs = System.nanoTime() - flow.startNanoTime;
    if (thrown != null) {
      record.error = thrown instanceof CancellationException ? "cancelled" : ErrorText.of(thrown);
    }
    recorder.recordAwaited(record, threads.current());
  }
}
