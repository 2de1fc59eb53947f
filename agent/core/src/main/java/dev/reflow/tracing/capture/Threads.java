package dev.reflow.tracing.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The {@link ThreadContext} of each thread that sends or handles. Any thread. */
final class Threads {

  private static final String VIRTUAL = "virtual";

  /** {@code Thread.isVirtual()}, where the JDK has it. */
  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

  private final AtomicLong sequences = new AtomicLong();
  private final NameTable names;
  private final EdgeCounting counting;
  private volatile @Nullable HandOver handOver;
  private final ThreadLocal<ThreadContext> contexts = ThreadLocal.withInitial(this::begin);

  Threads(NameTable names, EdgeCounting counting) {
    this.names = names;
    this.counting = counting;
  }

  /** Lets threads that are started for a task go on with what causes it. */
  void handOver(HandOver next) {
    handOver = next;
  }

  ThreadContext current() {
    return contexts.get();
  }

  /** Keeps the calling thread's own sends out for good: for the agent's threads. */
  void excludeCurrent() {
    contexts.get().busy = true;
  }

  private ThreadContext begin() {
    Thread thread = Thread.currentThread();
    // Virtual threads have no name unless they are given one.
    String name = thread.getName();
    boolean virtual = isVirtual(thread);
    EdgeCounters counters = virtual ? counting.shared() : EdgeCounters.own(counting.shared());
    ThreadContext context =
        new ThreadContext(names.ofThread(name.isEmpty() ? VIRTUAL : name), sequences, counters);
    if (!virtual) {
      counting.register(context);
    }
    HandOver given = handOver;
    if (given != null) {
      given.resume(context, thread);
    }
    return context;
  }

  private static boolean isVirtual(Thread thread) {
    try {
      return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable impossible) {
      return false;
    }
  }

  private static @Nullable MethodHandle isVirtual() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException olderJdk) {
      return null;
    }
  }
}
