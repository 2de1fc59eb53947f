package dev.reflow.tracing.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What the JDK's woven executors call; each call is passed on to the {@link TaskTracer} in place,
 * or does nothing. Nothing leaves it: some of its callers are not in a position to catch. Any
 * thread.
 */
public final class TaskGate {

  private static volatile @Nullable TaskTracer tracer;

  private TaskGate() {}

  /** Lets calls through to {@code next}. */
  public static void open(TaskTracer next) {
    tracer = next;
  }

  /** Makes every call a no-op again. */
  public static void close() {
    tracer = null;
  }

  /** See {@link TaskTracer#give}. */
  public static void give(@Nullable Object task) {
    TaskTracer present = tracer;
    if (present != null && task != null) {
      present.give(task);
    }
  }

  /** See {@link TaskTracer#giveTo}. */
  public static void giveTo(Object pool, @Nullable Object task) {
    TaskTracer present = tracer;
    if (present != null && task != null) {
      present.giveTo(pool, task);
    }
  }

  /** See {@link TaskTracer#beginTask}. */
  public static void beginTask(Object task) {
    TaskTracer present = tracer;
    if (present != null) {
      try {
        present.beginTask(task);
      } catch (Throwable failed) {
        Gate.suppressed(failed);
      }
    }
  }

  /** See {@link TaskTracer#endTask}. */
  public static void endTask() {
    TaskTracer present = tracer;
    if (present != null) {
      try {
        present.endTask();
      } catch (Throwable failed) {
        Gate.suppressed(failed);
      }
    }
  }

  /** See {@link TaskTracer#begin}. */
  public static @Nullable Object begin(Object task) {
    TaskTracer present = tracer;
    return present == null ? null : present.begin(task);
  }

  /** See {@link TaskTracer#end}. */
  public static void end(@Nullable Object token) {
    TaskTracer present = tracer;
    if (present != null && token != null) {
      present.end(token);
    }
  }

  /** See {@link TaskTracer#attach}. */
  public static void attach(Object stage) {
    TaskTracer present = tracer;
    if (present != null) {
      present.attach(stage);
    }
  }

  /** See {@link TaskTracer#beginStage}. */
  public static @Nullable Object beginStage(Object stage) {
    TaskTracer present = tracer;
    return present == null ? null : present.beginStage(stage);
  }

  /** See {@link TaskTracer#endStage}. */
  public static void endStage(@Nullable Object token, Object stage) {
    TaskTracer present = tracer;
    if (present != null && token != null) {
      present.endStage(token, stage);
    }
  }
}
