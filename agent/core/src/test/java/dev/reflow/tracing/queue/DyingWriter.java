package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.nio.file.Path;

/** A process that appends, says how far it came, and is killed or halts in the middle of a page. */
final class DyingWriter {

  private DyingWriter() {}

  /** Arguments: the queue's directory, how many events, {@code halt} or {@code stay}. */
  public static void main(String[] arguments) throws Exception {
    RunDirectory run = RunDirectory.create(Path.of(arguments[0]), Flows.process());
    EventQueue queue = new EventQueue(Flows.process(), QueueLimits.forProcessors(2), Log.silent());
    queue.open(run);
    long events = Long.parseLong(arguments[1]);
    FlowRecord flow = new FlowRecord();
    for (long i = 0; i < events; i++) {
      Flows.set(flow, i);
      Affinity affinity = new Affinity();
      if (queue.append(flow, affinity) != Fate.RECORDED) {
        Runtime.getRuntime().halt(1);
      }
    }
    System.out.println("appended");
    if (arguments[2].equals("halt")) {
      Runtime.getRuntime().halt(0);
    }
    System.in.read();
  }
}
