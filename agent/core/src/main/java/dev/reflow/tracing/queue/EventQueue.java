package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;

/**
 * Where capture leaves its events. Any thread may append; the rest is for the agent's own thread.
 */
@SuppressWarnings("DoNotCallSuggester") // signatures first; bodies follow at once
public final class EventQueue implements AutoCloseable {

  /** A queue that keeps its events in memory until {@link #open}. */
  public EventQueue(ProcessInfo process, QueueLimits limits, Log log) {
    throw new UnsupportedOperationException();
  }

  /**
   * Records {@code flow}, or drops it; never waits, throws or keeps a reference to the record.
   *
   * @return what became of it; the caller counts every fate but {@link Fate#RECORDED}
   */
  public Fate append(FlowRecord flow, Affinity affinity) {
    throw new UnsupportedOperationException();
  }

  /**
   * Moves what was buffered into {@code run} and writes there from now on. Takes about half a
   * second of class loading; appends go on meanwhile.
   */
  public void open(RunDirectory run) throws QueueUnavailableException {
    throw new UnsupportedOperationException();
  }

  /** After a failed {@link #open}: frees the buffer and drops every event from now on. */
  public void refuse() {
    throw new UnsupportedOperationException();
  }

  /**
   * Closes pages that have been open for long and begins new files where one is full; call it every
   * 10 ms or so.
   *
   * @return how many pages were closed
   */
  public int closeIdlePages() {
    throw new UnsupportedOperationException();
  }

  /** Closes every open page, so that any Chronicle reader sees what was recorded before. */
  public void flush() {
    throw new UnsupportedOperationException();
  }

  /** Events recorded so far. */
  public long recorded() {
    throw new UnsupportedOperationException();
  }

  /** Ends recording; later appends are dropped as {@link Fate#STOPPED}. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
