package dev.reflow.tracing.sink.wire;

import java.util.concurrent.atomic.AtomicInteger;

/** Threads that wait on wires: they hold no JVM alive and have nothing of the application's. */
public final class WireThreads {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private WireThreads() {}

  /**
   * A thread for {@code task} that is not started, {@code reflow-NAME-N}. What escapes from the
   * task ends the thread and nothing else: whoever waits on its wire is told by the task or by a
   * time-out.
   */
  public static Thread create(String name, Runnable task) {
    // No inherited thread locals: they are the application's.
    Thread thread =
        new Thread(null, task, "reflow-" + name + "-" + COUNT.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(WireThreads.class.getClassLoader());
    // The application's own handler of uncaught failures may end the JVM.
    thread.setUncaughtExceptionHandler((ended, failure) -> {});
    return thread;
  }
}
