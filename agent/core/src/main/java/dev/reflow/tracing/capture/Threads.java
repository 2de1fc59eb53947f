package dev.reflow.tracing.capture;

import java.util.concurrent.atomic.AtomicLong;

/** The {@link ThreadContext} of each thread that sends or handles. Any thread. */
final class Threads {

  private static final String VIRTUAL = "virtual";

  private final AtomicLong sequences = new AtomicLong();
  private final NameTable names;
  private final ThreadLocal<ThreadContext> contexts = ThreadLocal.withInitial(this::begin);

  Threads(NameTable names) {
    this.names = names;
  }

  ThreadContext current() {
    return contexts.get();
  }

  /** Keeps the calling thread's own sends out for good: for the agent's threads. */
  void excludeCurrent() {
    contexts.get().busy = true;
  }

  private ThreadContext begin() {
    // Virtual threads have no name unless they are given one.
    String name = Thread.currentThread().getName();
    return new ThreadContext(names.ofThread(name.isEmpty() ? VIRTUAL : name), sequences);
  }
}
