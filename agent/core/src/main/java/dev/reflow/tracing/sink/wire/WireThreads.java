package dev.reflow.tracing.sink.wire;

import java.util.concurrent.atomic.AtomicInteger;

/** Threads that wait on wires: they hold no JVM alive and have nothing of the application's. */
public final class WireThreads {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private WireThreads() {}

  /** A thread for {@code task} that is not started, {@code reflow-NAME-N}. */
  public static Thread create(String name, Runnable task) {
    // No inherited thread locals: they are the application's.
    Thread thread =
        new Thread(null, task, "reflow-" + name + "-" + COUNT.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(WireThreads.class.getClassLoader());
    return thread;
  }
}
