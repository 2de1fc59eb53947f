package dev.reflow.tracing.capture;

import dev.reflow.tracing.bootstrap.TaskTracer;
import java.lang.reflect.Field;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Lets what causes a thread's sends go with the tasks that it gives away. A task is known by its
 * identity alone: nothing is wrapped around it, so it stays what the application made of it. Any
 * thread.
 *
 * <p>Threads that carry virtual ones are left alone: the JDK's scheduler calls from where nothing
 * may wait.
 */
final class HandOver implements TaskTracer {

  private static final long STAGE = 1L << 32;

  /** What is begun where a stage goes on with what its thread does. */
  private static final Object GOES_ON = new Object();

  private final Threads threads;
  private final TaskTable table = new TaskTable();
  private final @Nullable ForkJoinPool scheduler = schedulerOfVirtualThreads();

  /** The field that a stage clears when it has run; negative where this JDK has none. */
  private final long dependentOffset = dependentOffset();

  HandOver(Threads threads) {
    this.threads = threads;
  }

  /** How many tasks lost what causes their sends because others needed the room. */
  long evicted() {
    return table.evicted();
  }

  @Override
  public void give(Object task) {
    if (carriesVirtualThreads()) {
      return;
    }
    ThreadContext thread = threads.current();
    Cause cause = thread.cause();
    ActorName actor = thread.actor();
    boolean isThread = task instanceof Thread;
    if (thread.busy || (isThread && cause == null && actor == null)) {
      return;
    }
    // None of these can wait in two places at a time.
    boolean once = isThread || task instanceof ForkJoinTask || task instanceof FutureTask;
    table.put(key(task), cause, actor, once);
  }

  @Override
  public void giveTo(Object pool, Object task) {
    if (pool != scheduler) {
      give(task);
    }
  }

  @Override
  public void beginTask(Object task) {
    ThreadContext thread = threads.current();
    thread.poolTask = begin(thread, key(task));
  }

  @Override
  public void endTask() {
    ThreadContext thread = threads.current();
    Handling task = thread.poolTask;
    if (task != null) {
      thread.poolTask = null;
      thread.endTask(task);
    }
  }

  @Override
  public @Nullable Object begin(Object task) {
    return carriesVirtualThreads() ? null : begin(threads.current(), key(task));
  }

  @Override
  public void end(Object token) {
    if (token instanceof Handling task) {
      task.thread.endTask(task);
    }
  }

  @Override
  public void attach(Object stage) {
    if (carriesVirtualThreads()) {
      return;
    }
    ThreadContext thread = threads.current();
    if (!thread.busy) {
      // Also without a cause: so that one which is forgotten is not taken for one without.
      table.put(key(stage) | STAGE, thread.cause(), thread.actor(), true);
    }
  }

  /**
   * A stage that was attached without a cause sends what the completing thread causes, as any other
   * call does; one of which nothing is known sends what nothing causes.
   */
  @Override
  public @Nullable Object beginStage(Object stage) {
    ThreadContext thread = carriesVirtualThreads() ? null : threads.current();
    if (thread == null || thread.busy) {
      return null;
    }
    Handling task = thread.beginTask();
    boolean isKnown = table.take(key(stage) | STAGE, true, task);
    if (isKnown == task.cause.isPresent()) {
      return task;
    }
    thread.endTask(task);
    return GOES_ON;
  }

  @Override
  public void endStage(Object token, Object stage) {
    end(token);
    if (dependentOffset >= 0 && FieldMemory.getReference(stage, dependentOffset) == null) {
      table.remove(key(stage) | STAGE);
    }
  }

  /** A thread is seen for the first time: if it was started for a task, it goes on with that. */
  void resume(ThreadContext context, Thread thread) {
    Handling unused = begin(context, key(thread));
  }

  private @Nullable Handling begin(ThreadContext thread, long key) {
    if (thread.busy) {
      return null;
    }
    Handling task = thread.beginTask();
    boolean isKnown = table.take(key, false, task);
    boolean changes = task.outer != null || task.actor != null || task.cause.isPresent();
    if (isKnown && changes) {
      return task;
    }
    thread.endTask(task);
    return null;
  }

  private boolean carriesVirtualThreads() {
    return scheduler != null
        && Thread.currentThread() instanceof ForkJoinWorkerThread worker
        && worker.getPool() == scheduler;
  }

  /** Never zero, since no identity is; the bit between identity and class is {@link #STAGE}'s. */
  private static long key(Object task) {
    return (long) System.identityHashCode(task) << 33 | (task.getClass().hashCode() & 0xFFFF_FFFFL);
  }

  private static @Nullable ForkJoinPool schedulerOfVirtualThreads() {
    try {
      Class<?> type = Class.forName("java.lang.VirtualThread");
      Field field = type.getDeclaredField("DEFAULT_SCHEDULER");
      return FieldMemory.getStatic(field) instanceof ForkJoinPool pool ? pool : null;
    } catch (ReflectiveOperationException olderJdk) {
      return null;
    }
  }

  private static long dependentOffset() {
    try {
      Class<?> stage = Class.forName("java.util.concurrent.CompletableFuture$UniCompletion");
      return FieldMemory.offset(stage.getDeclaredField("dep"));
    } catch (ReflectiveOperationException otherJdk) {
      return -1;
    }
  }
}
