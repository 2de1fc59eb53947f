package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that appends, says how far it came, and is killed or halts in the middle of a page. */
final class DyingWriter {

  private DyingWriter() {}

  /**
   * Arguments: the queue's directory, how many events, {@code halt}, {@code stay} or {@code spare}.
   */
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
    if (arguments[2].equals("spare")) {
      Path file = Files.write(run.path().resolve("left"), new byte[10]);
      System.out.println(new SpareFiles(run.path(), 1 << 20).keep(file) ? "kept" : "not kept");
    }
    if (!arguments[2].equals("stay")) {
      Runtime.getRuntime().halt(0);
    }
    System.in.read();
  }
}
