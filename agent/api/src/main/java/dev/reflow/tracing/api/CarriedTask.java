package dev.reflow.tracing.api;

/** A task that runs with the cause that was in force where it was wrapped. */
final class CarriedTask implements Runnable {

  private final Runnable task;
  private final Object kept;

  CarriedTask(Runnable task, Object kept) {
    this.task = task;
    this.kept = kept;
  }

  @Override
  public void run() {
    Object begun = AgentCalls.resume(kept);
    try {
      task.run();
    } finally {
      AgentCalls.end(begun);
    }
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
