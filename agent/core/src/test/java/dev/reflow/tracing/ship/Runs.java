package dev.reflow.tracing.ship;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.Affinity;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.queue.QueueLimits;
import dev.reflow.tracing.queue.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run with a real queue, of a process that this test is, or that is dead after {@link #die}. */
final class Runs implements AutoCloseable {

  private static final Edge EDGE = new Edge(1, "reader", "out", "writer", "in", Edge.IN_MEMORY);
  private static final Name TYPE = new Name(1, "Reading");
  private static final Name THREAD = new Name(2, "main");

  private final RunDirectory directory;
  private final EventQueue queue;
  private final Affinity affinity = new Affinity();
  private long sequence;

  private Runs(RunDirectory directory, EventQueue queue) {
    this.directory = directory;
    this.queue = queue;
  }

  /** {@code number}: tells the processes apart. */
  static Runs start(Path queueDir, int number) throws IOException {
    ProcessInfo process =
        new ProcessInfo(
            (long) number << 32, 1_767_323_045_000_000_000L, 100 + number, "shop", "shop", "host");
    RunDirectory directory = RunDirectory.create(queueDir, process);
    EventQueue queue = new EventQueue(process, QueueLimits.forProcessors(2), Log.silent());
    queue.open(directory);
    return new Runs(directory, queue);
  }

  RunDirectory directory() {
    return directory;
  }

  EventQueue queue() {
    return queue;
  }

  Runs record(int count) {
    for (int i = 0; i < count; i++) {
      FlowRecord flow = new FlowRecord();
      flow.startNs = 1_767_323_045_000_000_000L + sequence * 1_000;
      flow.sequence = sequence;
      flow.edge = EDGE;
      flow.type = TYPE;
      flow.thread = THREAD;
      flow.messageId.setText("m" + sequence++);
      if (queue.append(flow, affinity) != Fate.RECORDED) {
        throw new AssertionError("not recorded");
      }
    }
    return this;
  }

  /** The process ends, and its lock with it. */
  Runs die() {
    close();
    return this;
  }

  RunFeed feed(String sink, Log log) throws IOException {
    return RunFeed.open(directory, sink, queue::recorded, () -> {}, log);
  }

  /** A file in the run's directory; null stands for the directory itself. */
  Path file(@Nullable String name) {
    return name == null ? directory.path() : directory.path().resolve(name);
  }

  @Override
  public void close() {
    queue.close();
    directory.close();
  }
}
