package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.queue.Affinity;
import dev.reflow.tracing.queue.EventQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Counts every flow of every edge, whatever sampling does: each thread for itself, added up once a
 * second into one record an edge. Threads count and register at any time; {@link #write} is for the
 * agent's.
 */
final class EdgeCounting {

  /** What a thread counts, which outlives it until it was added up. */
  private static final class Registered {
    final WeakReference<ThreadContext> thread;
    final EdgeCounters counters;

    Registered(ThreadContext thread) {
      this.thread = new WeakReference<>(thread);
      this.counters = thread.counters;
    }
  }

  private final EventQueue queue;
  private final Fates fates;
  private final Affinity affinity = new Affinity();
  private final EdgeCounters shared = EdgeCounters.shared();
  private final Queue<Registered> threads = new ConcurrentLinkedQueue<>();
  private final Map<Integer, EdgeAccount> accounts = new HashMap<>();
  private long lastNanoTime;

  // Read by every thread and written once a second; a thread that sees it late counts a longest
  // transfer for the second before, which is looked at again.
  private volatile int epoch;

  EdgeCounting(EventQueue queue, Fates fates, long nanoTime) {
    this.queue = queue;
    this.fates = fates;
    this.lastNanoTime = nanoTime;
  }

  /** The counters of all threads that are not to have their own. */
  EdgeCounters shared() {
    return shared;
  }

  /** Adds up what {@code thread} counts from now on, also what it has counted when it is gone. */
  void register(ThreadContext thread) {
    threads.add(new Registered(thread));
  }

  /** The number of the present second. */
  int epoch() {
    return epoch;
  }

  /**
   * Writes a count of each edge that had traffic since the last time. What the queue does not take
   * is kept for the next time.
   *
   * @param nanoTime the present moment by {@code System.nanoTime()}
   * @param wallNs the same in nanoseconds since the epoch
   * @param sampler hears how much there was to sample
   * @return whether there was any
   */
  synchronized boolean write(long nanoTime, long wallNs, Sampler sampler) {
    int over = epoch;
    epoch = over + 1;
    addUp(over);
    double fixed = 0;
    double sampled = 0;
    boolean any = false;
    for (EdgeAccount account : accounts.values()) {
      fates.count(Fate.SAMPLED_OUT, account.newlySampledOut());
      Verdict verdict = sampler.of(account.edge);
      double wanted = account.newlyWanted(verdict, sampler.factor());
      fixed += verdict.isFixed() ? wanted : 0;
      sampled += verdict.isFixed() ? 0 : wanted;
      EdgeCount count = account.count(wallNs, nanoTime, lastNanoTime);
      if (count != null && queue.append(count, affinity) == Fate.RECORDED) {
        account.written();
        any = true;
      }
    }
    double seconds = Math.max(1, nanoTime - lastNanoTime) / 1e9;
    sampler.adapt(fixed / seconds, sampled / seconds);
    lastNanoTime = nanoTime;
    return any;
  }

  /** Threads that count for themselves. */
  int threads() {
    return threads.size();
  }

  private void addUp(int over) {
    accounts.values().forEach(EdgeAccount::begin);
    shared.forEach(counter -> account(counter.edge).add(counter, over));
    for (Iterator<Registered> all = threads.iterator(); all.hasNext(); ) {
      Registered registered = all.next();
      // Asked first: a thread that is gone counts no more, so what is read then is its last word.
      boolean gone = registered.thread.refersTo(null);
      registered.counters.forEach(counter -> account(counter.edge).add(counter, over));
      if (gone) {
        registered.counters.forEach(counter -> account(counter.edge).retire(counter));
        all.remove();
      }
    }
  }

  private EdgeAccount account(Edge edge) {
    return accounts.computeIfAbsent(edge.id(), id -> new EdgeAccount(edge));
  }
}
