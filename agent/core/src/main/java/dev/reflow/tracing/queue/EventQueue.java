package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EventEncoder;
import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.util.concurrent.TimeUnit;

/**
 * Where capture leaves its events. Any thread may append; the rest is for the agent's own threads,
 * one at a time.
 *
 * <p>Events go to one of a fixed number of stripes, each behind a lock that is tried and never
 * waited for. Before {@link #open} a stripe writes to memory, and no class of Chronicle's is loaded
 * by then; after it, to files.
 */
public final class EventQueue implements AutoCloseable {

  /** How long a page may stay open: what a plain Chronicle reader lags behind at most. */
  private static final long OPEN_PAGE_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Stripe[] stripes;
  private final QueueLimits limits;
  private final Log log;

  /** A queue that keeps its events in memory until {@link #open}. */
  public EventQueue(ProcessInfo process, QueueLimits limits, Log log) {
    this.limits = limits;
    this.log = log;
    MemoryBudget budget = new MemoryBudget(limits.startBufferBytes());
    stripes = new Stripe[limits.stripes()];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = new Stripe(process, new MemoryPages(budget));
    }
  }

  /**
   * Records {@code flow}, or drops it; never waits, throws or keeps a reference to the record.
   *
   * @return what became of it; the caller counts every fate but {@link Fate#RECORDED}
   */
  public Fate append(FlowRecord flow, Affinity affinity) {
    int size = EventEncoder.sizeOf(flow);
    if (size > EventLayout.MAX_RECORD_BYTES) {
      return Fate.TOO_LARGE;
    }
    Stripe stripe = stripes[affinity.stripe & (stripes.length - 1)];
    if (!stripe.lock.tryLock()) {
      return appendElsewhere(flow, size, affinity);
    }
    Fate fate = stripe.appendAndUnlock(flow, size);
    if (fate == Fate.DISK_GUARDED && stripe.isShut()) {
      // A shut stripe's lock is always free: the next event tries one that may still work.
      affinity.stripe++;
    }
    return fate;
  }

  /**
   * Moves what was buffered into {@code run} and writes there from now on. Takes about half a
   * second of class loading; appends go on meanwhile.
   *
   * @throws QueueUnavailableException when the directory cannot be written; {@link #refuse} next
   */
  public void open(RunDirectory run) throws QueueUnavailableException {
    PageSource[] files = Chronicle.openStripes(run, limits, log);
    try {
      for (int i = 0; i < stripes.length; i++) {
        moveTo(stripes[i], files[i]);
      }
    } catch (Throwable failure) {
      throw new QueueUnavailableException("the queue in " + run.path() + " failed", failure);
    }
  }

  /** After a failed {@link #open}: frees the buffer and drops every event from now on. */
  public void refuse() {
    endAll(Fate.DISK_GUARDED);
  }

  /**
   * Closes pages that have been open for long and begins new files where one is full; call it every
   * 10 ms or so.
   *
   * @return how many pages were closed
   */
  public int closeIdlePages() {
    return closeIdlePages(System.nanoTime() - OPEN_PAGE_NS);
  }

  /** Closes pages that were opened at {@code latestNs} of {@link System#nanoTime} or before. */
  int closeIdlePages(long latestNs) {
    int closed = 0;
    for (Stripe stripe : stripes) {
      if (stripe.lock.tryLock()) {
        closed += tendAndUnlock(stripe, latestNs) ? 1 : 0;
      }
    }
    return closed;
  }

  /** Closes every open page, so that any Chronicle reader sees what was recorded before. */
  public void flush() {
    for (Stripe stripe : stripes) {
      stripe.lock.lock();
      tendAndUnlock(stripe, System.nanoTime());
    }
  }

  /** Drops every event as {@code reason} until {@link #resume}; a stripe that fails stays so. */
  public void pause(Fate reason) {
    for (Stripe stripe : stripes) {
      stripe.lock.lock();
      stripe.pause(reason);
      stripe.lock.unlock();
    }
  }

  /** Records again what was dropped as {@code reason}. */
  public void resume(Fate reason) {
    for (Stripe stripe : stripes) {
      stripe.lock.lock();
      stripe.resume(reason);
      stripe.lock.unlock();
    }
  }

  /** Events recorded so far. */
  public long recorded() {
    long sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.recorded();
    }
    return sum;
  }

  /** How many stripes there are; any thread. */
  public int stripes() {
    return stripes.length;
  }

  /** Events recorded in one stripe so far; any thread. */
  public long recorded(int stripe) {
    return stripes[stripe].recorded();
  }

  /** Ends recording; later appends are dropped as {@link Fate#STOPPED}. */
  @Override
  public void close() {
    endAll(Fate.STOPPED);
  }

  Stripe stripe(int number) {
    return stripes[number];
  }

  private boolean tendAndUnlock(Stripe stripe, long latestNs) {
    try {
      boolean closed = stripe.tend(latestNs);
      Throwable failure = stripe.takeFailure();
      if (failure != null) {
        log.warn("a part of the queue cannot be written, its events are dropped: " + failure);
      }
      return closed;
    } catch (RuntimeException | Error failure) {
      stripe.shut(failure);
      return false;
    } finally {
      stripe.lock.unlock();
    }
  }

  private Fate appendElsewhere(FlowRecord flow, int size, Affinity affinity) {
    // Round twice: a holder is gone within a microsecond, unless it was taken off its processor.
    for (int tries = 1; tries <= 2 * stripes.length; tries++) {
      int next = affinity.stripe + tries;
      Stripe stripe = stripes[next & (stripes.length - 1)];
      if (stripe.lock.tryLock()) {
        affinity.stripe = next;
        return stripe.appendAndUnlock(flow, size);
      }
      Thread.onSpinWait();
    }
    return Fate.STRIPE_BUSY;
  }

  private static void moveTo(Stripe stripe, PageSource files) {
    stripe.lock.lock();
    try {
      stripe.moveTo(files);
    } finally {
      stripe.lock.unlock();
    }
  }

  private void endAll(Fate fate) {
    for (Stripe stripe : stripes) {
      stripe.lock.lock();
      try {
        stripe.end(fate);
      } catch (RuntimeException | Error failure) {
        log.debug("a stripe could not be closed: " + failure);
      } finally {
        stripe.lock.unlock();
      }
    }
  }
}
