package dev.reflow.tracing.capture;

import java.lang.ref.WeakReference;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A future that completes a flow. Not kept alive: one that nobody waits for may go. One thread. */
final class WatchedFuture {

  private final WeakReference<Future<?>> future;
  private final PendingFlow flow;

  WatchedFuture(Future<?> future, PendingFlow flow) {
    this.future = new WeakReference<>(future);
    this.flow = flow;
  }

  PendingFlow flow() {
    return flow;
  }

  /** Whether there is nothing left to wait for. */
  boolean isOver() {
    Future<?> watched = future.get();
    return watched == null || isDone(watched);
  }

  boolean isDone() {
    Future<?> watched = future.get();
    return watched != null && isDone(watched);
  }

  /** Why a done future failed; null where it did not, or where asking might do more than answer. */
  @Nullable Throwable failure() {
    Future<?> watched = future.get();
    if (watched == null || watched.getClass().getClassLoader() != null || !isDone(watched)) {
      return null;
    }
    try {
      watched.get();
      return null;
    } catch (ExecutionException failed) {
      return failed;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return null;
    } catch (RuntimeException cancelled) {
      return cancelled;
    }
  }

  private static boolean isDone(Future<?> watched) {
    try {
      return watched.isDone();
    } catch (RuntimeException | Error ofTheApplication) {
      return true;
    }
  }
}
