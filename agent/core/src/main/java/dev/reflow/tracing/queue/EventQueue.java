package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventEncoder;
import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where capture leaves its events. Any thread may append; the rest is for the agent's own threads,
 * one at a time but for {@link #tend}, which may run beside the others.
 *
 * <p>Events go to one of a fixed number of stripes, each behind a lock that is tried and never
 * waited for. Before {@link #open} a stripe writes to memory; after it, to files.
 */
public final class EventQueue implements AutoCloseable {

  private final ProcessInfo process;
  private final Stripe[] stripes;
  private final QueueLimits limits;
  private final Log log;
  private final DiskGuard disk;
  private final DiskGuard directory;
  private volatile StripeFiles[] files = {};
  private long leftBehind;

  /** Of the run that was opened last. */
  private volatile @Nullable SpareFiles spares;

  /** A queue that keeps its events in memory until {@link #open}. */
  public EventQueue(ProcessInfo process, QueueLimits limits, Log log) {
    this.process = process;
    this.limits = limits;
    this.log = log;
    this.disk = new DiskGuard("the queue's disk", log);
    this.directory = new DiskGuard("the queue's directory", log);
    MemoryBudget budget = new MemoryBudget(limits.startBufferBytes());
    stripes = new Stripe[limits.stripes()];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = new Stripe(process, limits.pageBytes(), new StartBuffer(budget));
    }
  }

  /** Whose events it takes. */
  public ProcessInfo process() {
    return process;
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
    Fate fate = stripes[affinity.stripe & (stripes.length - 1)].tryAppend(flow, size);
    return fate == Fate.RECORDED ? fate : afterRefusal(fate, flow, size, affinity);
  }

  private Fate afterRefusal(Fate fate, FlowRecord flow, int size, Affinity affinity) {
    if (fate == Fate.STRIPE_BUSY) {
      return appendElsewhere(flow, size, affinity);
    }
    if (disk.isClosed() || directory.isClosed()) {
      // The next event tries a stripe that may still have room.
      affinity.stripe++;
    }
    return fate;
  }

  /** Records what passed over an edge, as {@link #append(FlowRecord, Affinity)} does a flow. */
  public Fate append(EdgeCount count, Affinity affinity) {
    for (int tries = 0; tries < 2 * stripes.length; tries++) {
      Fate fate = stripes[affinity.stripe & (stripes.length - 1)].tryAppend(count);
      if (fate != Fate.STRIPE_BUSY) {
        return fate;
      }
      affinity.stripe++;
    }
    return Fate.STRIPE_BUSY;
  }

  /**
   * Records how busy the process was in the second that ended at {@code untilNs}; a load that finds
   * its stripe taken is left out, for another one follows.
   */
  public void appendLoad(long untilNs, double cpuPercent, Affinity affinity) {
    stripes[affinity.stripe & (stripes.length - 1)].tryAppendLoad(untilNs, cpuPercent);
  }

  /**
   * Moves what was buffered into {@code run} and writes there from now on. Appends go on meanwhile.
   *
   * @return how many events that were recorded in memory are lost for want of space
   * @throws QueueUnavailableException when the directory cannot be written; {@link #refuse} next
   */
  public long open(RunDirectory run) throws QueueUnavailableException {
    SpareFiles none = new SpareFiles(run.path(), limits.segmentBytes());
    StripeFiles[] made = makeFiles(run, none);
    endSpares();
    spares = none;
    long lost = 0;
    long left = 0;
    for (int i = 0; i < stripes.length; i++) {
      if (!stripes[i].lock.lock()) {
        continue;
      }
      try {
        left += stripes[i].recordedInFiles();
        lost += stripes[i].moveTo(made[i]);
      } finally {
        stripes[i].lock.unlock();
      }
    }
    files = made;
    leftBehind = left;
    return lost;
  }

  /**
   * After a failed {@link #open}: leaves buffer or files and drops every event until one succeeds.
   *
   * @return how many events were recorded in memory, and are lost
   */
  public long refuse() {
    files = new StripeFiles[0];
    long lost = 0;
    long left = 0;
    for (Stripe stripe : stripes) {
      if (!stripe.lock.lock()) {
        continue;
      }
      try {
        left += stripe.recordedInFiles();
        lost += stripe.refuse();
      } finally {
        stripe.lock.unlock();
      }
    }
    leftBehind = left;
    return lost;
  }

  /**
   * Events recorded in all directories before the present one, to the last; all there are where
   * there is none. The thread that opens the queue.
   */
  public long recordedElsewhere() {
    return leftBehind;
  }

  /**
   * Prepares what writers will need next: blocks on the disk, pages in memory, files; call it every
   * millisecond or so, always on the same thread. May wait for the disk; nobody waits for it.
   *
   * @return whether there was anything to do
   */
  public boolean tend() {
    // An interrupt of the whole thread group would close what is written to.
    Thread.interrupted();
    boolean worked = false;
    StripeFiles[] present = files;
    for (int i = 0; i < present.length; i++) {
      worked |= present[i].tend(stripes[i].seenPosition());
    }
    disk.tell();
    directory.tell();
    return worked;
  }

  /**
   * Closes pages that were open at the last call already: what a plain Chronicle reader lags behind
   * is at most twice the time between calls.
   *
   * @return how many pages were closed
   */
  public int closeIdlePages() {
    int closed = 0;
    for (Stripe stripe : stripes) {
      if (stripe.lock.tryLock()) {
        closed += closeIdleAndUnlock(stripe) ? 1 : 0;
      }
    }
    return closed;
  }

  /** Drops events as {@code reason} until {@link #resume}. */
  public void pause(Fate reason) {
    for (Stripe stripe : stripes) {
      if (stripe.lock.lock()) {
        stripe.pause(reason);
        stripe.lock.unlock();
      }
    }
  }

  /** Records again after a {@link #pause} for {@code reason}. */
  public void resume(Fate reason) {
    for (Stripe stripe : stripes) {
      if (stripe.lock.lock()) {
        stripe.resume(reason);
        stripe.lock.unlock();
      }
    }
  }

  /** Closes every open page, so that any Chronicle reader sees what was recorded before. */
  public void flush() {
    for (Stripe stripe : stripes) {
      if (!stripe.lock.lock()) {
        continue;
      }
      try {
        stripe.closePage();
      } finally {
        stripe.lock.unlock();
      }
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

  /** Bytes of a stripe's files that are mapped, and so in memory; any thread. */
  public long mappedBytes(int stripe) {
    StripeFiles[] opened = files;
    return stripe < opened.length ? opened[stripe].allocatedBytes() : 0;
  }

  /**
   * Bytes up to the last record of a stripe's file {@code path}; -1 where its writers neither write
   * it nor are to write it next. Any thread.
   */
  long usedBytes(int stripe, Path path) {
    StripeFiles[] opened = files;
    return stripe < opened.length
        ? opened[stripe].usedBytes(path, stripes[stripe].seenPosition())
        : -1;
  }

  /** Bytes by which a stripe's files are longer than the room that they take; any thread. */
  public long promisedBytes(int stripe) {
    StripeFiles[] opened = files;
    return stripe < opened.length ? opened[stripe].promisedBytes() : 0;
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

  /** Files of the run that wait for being written again; null before {@link #open}. */
  @Nullable SpareFiles spares() {
    return spares;
  }

  /** What those take, and what stripes have not used yet of those that they took; any thread. */
  long spareBytes() {
    SpareFiles waiting = spares;
    long bytes = waiting == null ? 0 : waiting.bytes();
    for (StripeFiles each : files) {
      bytes += each.spareBytes();
    }
    return bytes;
  }

  Stripe stripe(int number) {
    return stripes[number];
  }

  private boolean closeIdleAndUnlock(Stripe stripe) {
    try {
      Throwable failure = stripe.takeFailure();
      if (failure != null) {
        log.warn("an event could not be written to the queue and was dropped: " + failure);
      }
      return stripe.closePageSeenOpen();
    } finally {
      stripe.lock.unlock();
    }
  }

  private Fate appendElsewhere(FlowRecord flow, int size, Affinity affinity) {
    // Round twice: a holder is gone within a microsecond, unless it was taken off its processor.
    for (int tries = 1; tries <= 2 * stripes.length; tries++) {
      int next = affinity.stripe + tries;
      Fate fate = stripes[next & (stripes.length - 1)].tryAppend(flow, size);
      if (fate != Fate.STRIPE_BUSY) {
        affinity.stripe = next;
        return fate;
      }
      Thread.onSpinWait();
    }
    return Fate.STRIPE_BUSY;
  }

  private StripeFiles[] makeFiles(RunDirectory run, SpareFiles spares)
      throws QueueUnavailableException {
    StripeFiles[] made = new StripeFiles[stripes.length];
    int count = 0;
    try {
      while (count < made.length) {
        made[count] = StripeFiles.create(run.stripe(count), spares, disk, directory, log);
        count++;
      }
      return made;
    } catch (IOException | RuntimeException failure) {
      for (int i = 0; i < count; i++) {
        made[i].end();
      }
      throw new QueueUnavailableException(
          "the queue in " + run.path() + " cannot be opened: " + failure, failure);
    }
  }

  private long endAll(Fate fate) {
    files = new StripeFiles[0];
    long lost = 0;
    for (Stripe stripe : stripes) {
      if (!stripe.lock.lock()) {
        continue;
      }
      try {
        lost += stripe.end(fate);
      } catch (RuntimeException | Error failure) {
        log.debug("a stripe could not be closed: " + failure);
      } finally {
        stripe.lock.unlock();
      }
    }
    endSpares();
    return lost;
  }

  private void endSpares() {
    SpareFiles waiting = spares;
    try {
      if (waiting != null) {
        waiting.end();
      }
    } catch (IOException | RuntimeException failure) {
      log.debug("a file that was to be used again could not be deleted: " + failure);
    }
  }
}
