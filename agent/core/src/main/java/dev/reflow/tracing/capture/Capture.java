package dev.reflow.tracing.capture;

import dev.reflow.tracing.bootstrap.Tracer;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.EventQueue;

/** Capture put together: what {@code runtime} makes, feeds with sites and opens the gate with. */
public final class Capture {

  private final Sites sites;
  private final Threads threads;
  private final WallClock clock = new WallClock();
  private final Completions completions;
  private final CaptureFailures failures;
  private final FlowTracer tracer;

  /** Makes a capture that is ready to be called. */
  public Capture(EventQueue queue, Fates fates, ModuleOpener opener, Log log) {
    this.failures = new CaptureFailures(log);
    this.sites = new Sites(new SiteParts(opener, failures));
    this.threads = new Threads(sites.parts().names);
    this.completions = new Completions(threads, queue, fates);
    this.tracer = new FlowTracer(sites, threads, clock, queue, fates, completions, failures);
  }

  /** Where woven methods are registered. */
  public Sites sites() {
    return sites;
  }

  /** What the gate is to be opened with. */
  public Tracer tracer() {
    return tracer;
  }

  /** Looks after flows that complete later; to be called about every millisecond by one thread. */
  public int pollCompletions() {
    return completions.poll();
  }

  /** Follows the wall clock; to be called about once a second. */
  public void adjustClock() {
    clock.adjust();
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

  /** Faults of the agent's own that were kept from the application. */
  public long suppressed() {
    return failures.suppressed();
  }
}
