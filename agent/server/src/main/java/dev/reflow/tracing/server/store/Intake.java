package dev.reflow.tracing.server.store;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.health.Log;
import dev.reflow.tracing.server.store.StoreException.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Between those who collect and the store: while one transaction is written, what comes meanwhile
 * makes the next. Bounded: who finds no room reads no further until there is some.
 */
public final class Intake implements AutoCloseable {

  private static final int MOST_EVENTS = 100_000;
  private static final int MOST_EVENTS_AT_ONCE = 50_000;
  private static final long MOST_BYTES = 64L << 20;

  /** Something else to be done by the thread that writes. */
  @FunctionalInterface
  public interface Task {
    void run() throws StoreException;
  }

  private record Submission(
      List<StoredEvent> events, List<TraceHead> traces, long bytes, Receipt receipt) {}

  private final EventStore store;
  private final Consumer<List<StoredEvent>> subscribers;
  private final Figures figures;
  private final Log log;
  private final Thread thread = new Thread(this::run, "reflow-store");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Deque<Submission> waiting = new ArrayDeque<>();
  private final Deque<Task> tasks = new ArrayDeque<>();
  private final Deque<Runnable> wantRoom = new ArrayDeque<>();
  private int events;
  private long bytes;
  private boolean isClosed;
  private volatile boolean isFailing;

  /**
   * An intake that {@link #start} sets to work.
   *
   * @param subscribers takes the events that are new, on the store's thread
   */
  public Intake(
      EventStore store, Consumer<List<StoredEvent>> subscribers, Figures figures, Log log) {
    this.store = store;
    this.subscribers = subscribers;
    this.figures = figures;
    this.log = log;
  }

  /** Starts the thread that writes. */
  public void start() {
    thread.start();
  }

  /**
   * Takes a submission. Never waits: who submits asks {@link #whenRoom} first.
   *
   * @param size bytes that it holds in memory
   */
  public void submit(
      List<StoredEvent> submitted, List<TraceHead> traces, long size, Receipt receipt) {
    lock.lock();
    try {
      if (!isClosed) {
        waiting.add(new Submission(submitted, traces, size, receipt));
        events += submitted.size();
        bytes += size;
        work.signal();
        return;
      }
    } finally {
      lock.unlock();
    }
    receipt.failed(new StoreException(Kind.UNAVAILABLE, "the server stops", null));
  }

  /** Calls {@code action} once there is room: at once, or later on the store's thread. */
  public void whenRoom(Runnable action) {
    lock.lock();
    try {
      if (!hasRoom()) {
        wantRoom.add(action);
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  /** Does {@code task} between two transactions. */
  public void execute(Task task) {
    lock.lock();
    try {
      tasks.add(task);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom() {
    return isClosed || (events < MOST_EVENTS && bytes < MOST_BYTES);
  }

  private void run() {
    while (true) {
      Task task = null;
      List<Submission> batch = List.of();
      lock.lock();
      try {
        while (waiting.isEmpty() && tasks.isEmpty() && !isClosed) {
          work.awaitUninterruptibly();
        }
        if (isClosed && waiting.isEmpty()) {
          return;
        }
        task = tasks.poll();
        batch = take();
      } finally {
        lock.unlock();
      }
      if (!batch.isEmpty()) {
        write(batch);
        release(batch);
      }
      if (task != null) {
        run(task);
      }
    }
  }

  private List<Submission> take() {
    List<Submission> batch = new ArrayList<>();
    int taken = 0;
    while (!waiting.isEmpty() && taken < MOST_EVENTS_AT_ONCE) {
      Submission next = waiting.remove();
      taken += next.events.size();
      batch.add(next);
    }
    return batch;
  }

  private void write(List<Submission> batch) {
    List<StoredEvent> all = new ArrayList<>();
    List<TraceHead> traces = new ArrayList<>();
    batch.forEach(
        submission -> {
          all.addAll(submission.events);
          traces.addAll(submission.traces);
        });
    long start = System.nanoTime();
    try {
      List<StoredEvent> fresh = store.write(new WriteBatch(all, traces));
      figures.stored(fresh.size(), all.size() - fresh.size(), System.nanoTime() - start);
      recovered();
      batch.forEach(submission -> submission.receipt.stored());
      subscribers.accept(fresh);
    } catch (StoreException e) {
      failed(batch, e);
    } catch (RuntimeException e) {
      failed(batch, new StoreException(Kind.UNAVAILABLE, String.valueOf(e), e));
    }
  }

  private void failed(List<Submission> batch, StoreException failure) {
    figures.storeFailures.increment();
    if (!isFailing) {
      isFailing = true;
      log.warn(store.label() + " does not take events: " + failure.line());
    }
    batch.forEach(submission -> submission.receipt.failed(failure));
  }

  private void recovered() {
    if (isFailing) {
      isFailing = false;
      log.info(store.label() + " takes events again");
    }
  }

  private void release(List<Submission> batch) {
    List<Runnable> resumed = new ArrayList<>();
    lock.lock();
    try {
      for (Submission submission : batch) {
        events -= submission.events.size();
        bytes -= submission.bytes;
      }
      for (Runnable next = nextResumed(); next != null; next = nextResumed()) {
        resumed.add(next);
      }
    } finally {
      lock.unlock();
    }
    resumed.forEach(Runnable::run);
  }

  /** Few at a time where it is tight: each of them may bring a frame. */
  private @Nullable Runnable nextResumed() {
    return hasRoom() ? wantRoom.poll() : null;
  }

  private void run(Task task) {
    try {
      task.run();
    } catch (StoreException e) {
      log.warn(store.label() + ": " + e.line());
    } catch (RuntimeException e) {
      log.warn(store.label() + ": " + e);
    }
  }

  /** Whether the last transaction was written. */
  public boolean isWell() {
    return !isFailing;
  }

  /** Events that wait to be written. */
  public int backlog() {
    lock.lock();
    try {
      return events;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what is there and ends; what comes later is refused. */
  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
