package dev.reflow.tracing.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What the JDK's executors tell of the tasks that they are given and run. Called on the threads of
 * whoever gives and runs, from any number of them at once; never blocks and keeps no task.
 */
public interface TaskTracer {

  /** The calling thread gives a task away. */
  void give(Object task);

  /** As {@link #give}, to a pool; to the one that runs virtual threads nothing is given. */
  void giveTo(Object pool, Object task);

  /** A pool's thread is about to run a task that was given, until {@link #endTask}. */
  void beginTask(Object task);

  /** Whatever {@link #beginTask} began on this thread has ended; does nothing if nothing has. */
  void endTask();

  /**
   * A task that was given begins to run, perhaps inside of another.
   *
   * @return what {@link #end} is to be given, or null
   */
  @Nullable Object begin(Object task);

  /** What returned {@code token} ended. */
  void end(Object token);

  /** The calling thread attaches a stage to a future. */
  void attach(Object stage);

  /**
   * A stage is looked at, and runs if what it waits for is there.
   *
   * @return what {@link #endStage} is to be given, or null
   */
  @Nullable Object beginStage(Object stage);

  /** What returned {@code token} ended. */
  void endStage(Object token, Object stage);
}
