package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EdgeCount;
import org.jspecify.annotations.Nullable;

/** All that was counted of one edge, and how much of it is written. One thread. */
final class EdgeAccount {

  final Edge edge;

  /** Of threads that are gone. */
  private final EdgeSums retired = new EdgeSums();

  /** Of all threads, at this time and at the last. */
  private final EdgeSums now = new EdgeSums();

  private final EdgeSums before = new EdgeSums();

  /** What records say so far. */
  private final EdgeSums written = new EdgeSums();

  private long longestNs;

  /** When what is not written yet began, where a record before was refused. */
  private long pendingSince;

  private boolean isPending;

  EdgeAccount(Edge edge) {
    this.edge = edge;
  }

  void begin() {
    before.set(now);
    now.set(retired);
  }

  void add(EdgeCounter counter, int epoch) {
    counter.addTo(now);
    longestNs = Math.max(longestNs, counter.takeLongestNs(epoch));
  }

  /** Keeps what a thread counted that is gone. */
  void retire(EdgeCounter counter) {
    counter.addTo(retired);
  }

  long newlySampledOut() {
    return now.sampledOut - before.sampledOut;
  }

  /** How many of the newly counted flows would be recorded if there were no limit. */
  double newlyWanted(Verdict verdict, double factor) {
    return verdict.needsMessage()
        ? (now.kept - before.kept) / factor
        : (now.flows() - before.flows()) * verdict.rate();
  }

  /** What is not written yet; null when that is nothing. */
  @Nullable EdgeCount count(long wallNs, long nanoTime, long lastNanoTime) {
    boolean hasFlows = now.flows() != written.flows();
    if (!hasFlows && now.timed == written.timed && now.errors == written.errors) {
      return null;
    }
    pendingSince = isPending ? pendingSince : lastNanoTime;
    isPending = true;
    return new EdgeCount(
        edge,
        wallNs,
        nanoTime - pendingSince,
        now.flows() - written.flows(),
        now.sampledOut - written.sampledOut,
        now.bytes - written.bytes,
        now.errors - written.errors,
        now.timed - written.timed,
        now.totalNs - written.totalNs,
        longestNs);
  }

  /** What {@link #count} gave is on the queue. */
  void written() {
    written.set(now);
    longestNs = 0;
    isPending = false;
  }
}
