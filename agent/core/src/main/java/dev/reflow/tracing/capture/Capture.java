package dev.reflow.tracing.capture;

import dev.reflow.tracing.bootstrap.ApiTracer;
import dev.reflow.tracing.bootstrap.TaskTracer;
import dev.reflow.tracing.bootstrap.Tracer;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.Affinity;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.rule.Sampling;
import org.jspecify.annotations.Nullable;

/** Capture put together: what {@code runtime} makes, feeds with sites and opens the gate with. */
public final class Capture {

  private final Sites sites;
  private final Threads threads;
  private final WallClock clock = new WallClock();
  private final EventQueue queue;
  private final Log log;
  private final Affinity affinity = new Affinity();
  private final ProcessorTime cpu = new ProcessorTime();
  private final EdgeCounting counting;
  private final Completions completions;
  private final CaptureFailures failures;
  private final Recorder recorder;
  private final @Nullable Causality causality;
  private final FlowTracer tracer;
  private final ApiCalls api;
  private volatile @Nullable HandOver handOver;
  private Sampling sampling = Sampling.EVERYTHING;
  private Wanted wanted = Wanted.FLOWS;

  /**
   * Makes a capture that is ready to be called.
   *
   * @param causes whether sends are linked to what caused them
   */
  public Capture(EventQueue queue, Fates fates, ModuleOpener opener, boolean causes, Log log) {
    this.queue = queue;
    this.log = log;
    this.failures = new CaptureFailures(log);
    SiteParts parts = new SiteParts(opener, failures);
    this.sites = new Sites(parts);
    this.counting = new EdgeCounting(queue, fates, System.nanoTime());
    this.threads = new Threads(sites.parts().names, counting);
    this.recorder = new Recorder(queue, fates, counting);
    this.completions = new Completions(threads, recorder);
    this.causality = causes ? new Causality(queue.process().id(), parts.edges, parts.spans) : null;
    this.tracer = new FlowTracer(sites, threads, clock, recorder, completions, failures, causality);
    this.api = new ApiCalls(tracer, threads, sites, failures, queue.process().id());
  }

  /** Where woven methods are registered. */
  public Sites sites() {
    return sites;
  }

  /** What the gate is to be opened with. */
  public Tracer tracer() {
    return tracer;
  }

  /** What the gate of the JDK's executors is to be opened with; makes what that needs. */
  public TaskTracer handOver() {
    HandOver made = new HandOver(threads);
    handOver = made;
    threads.handOver(made);
    return made;
  }

  /** What the gate of the application's API is to be opened with. */
  public ApiTracer api() {
    return api;
  }

  /**
   * Fills {@code target} with the event that the calling thread's next send is caused by.
   *
   * @return whether there is one
   */
  public boolean readCause(Cause target) {
    return tracer.readCause(target);
  }

  /**
   * Lets what the calling thread sends be caused by {@code event}, which may be empty, until it
   * calls {@link Tracer#endHandling} with the result.
   */
  public Object beginSpan(Cause event) {
    return tracer.beginSpan(event);
  }

  /** Looks after flows that complete later; to be called about every millisecond by one thread. */
  public int pollCompletions() {
    sites.parts().spans.resolve();
    return completions.poll();
  }

  /** Follows the wall clock; to be called about once a second. */
  public void adjustClock() {
    clock.adjust();
  }

  /** Samples as {@code next} says from now on; at any time, by one thread at a time. */
  public void sample(Sampling next) {
    sampling = next;
    tracer.sample(new Sampler(next, wanted.eventsPerFlow()));
  }

  /**
   * Records what {@code next} says from now on, beside flows; at any time, by the thread that calls
   * {@link #sample}.
   */
  public void want(Wanted next) {
    wanted = next;
    tracer.record(
        next.isNothing()
            ? null
            : new FullEvents(next, sites.parts().names, clock, recorder, causality, log));
    sample(sampling);
  }

  /** Looks at the processors' time a first time: for the agent's own thread, and not needed. */
  public void warmUp() {
    cpu.percentUntil(System.nanoTime());
  }

  /**
   * Leaves a count of each edge with traffic on the queue, and how busy the process was; to be
   * called about once a second, and at the end. What the queue does not take is kept for the next
   * time.
   */
  public void countEdges() {
    long now = System.nanoTime();
    double cpuPercent = cpu.percentUntil(now);
    boolean hadTraffic = counting.write(now, clock.at(now), tracer.sampler());
    if (hadTraffic && cpuPercent >= 0) {
      queue.appendLoad(clock.at(now), cpuPercent, affinity);
    }
  }

  /** Threads whose flows are still counted apart. */
  int countingThreads() {
    return counting.threads();
  }

  /** Keeps what the calling thread sends out of the trace: for the agent's own threads. */
  public void excludeCurrentThread() {
    threads.excludeCurrent();
  }

  /**
   * Records flows that are still to complete, as incomplete: the last step before the queue closes.
   */
  public void finish() {
    completions.giveUp();
  }

  /** Causes that were forgotten because later ones needed their room. */
  public long forgottenCauses() {
    HandOver tasks = handOver;
    return (causality == null ? 0 : causality.forgotten()) + (tasks == null ? 0 : tasks.evicted());
  }

  /** Faults of the agent's own that were kept from the application. */
  public long suppressed() {
    return failures.suppressed();
  }
}
