package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The short way for what one thread sends through one connector of which nothing is left to find
 * out: the thread's context and the edge's counter without a look-up, and how many flows are to be
 * left out before one is recorded. A flow that is left out needs no {@link SendFrame}: the lane
 * itself is held between entry and exit. Only its thread uses it; it keeps neither thread nor
 * connector alive. A thread counts few edges for itself, so it has few lanes.
 */
final class Lane extends WeakReference<Thread> {

  final ThreadContext thread;
  final EdgeCounter counter;

  private final ConnectorSite site;
  private final int siteNumber;
  private final Edge edge;
  private final boolean knownEnds;
  private final WeakReference<Object> connector;

  /** By which {@link #gap} was drawn. */
  private @Nullable Sampler drawnBy;

  /** Flows still to be left out. */
  private long gap;

  /** What is being sent and left out. */
  private @Nullable Object message;

  private long messageBytes;

  /** What the send became when another began inside of it; null while that has not happened. */
  private @Nullable SendFrame frame;

  private Lane(
      ConnectorSite site,
      int siteNumber,
      Edge edge,
      boolean knownEnds,
      Object connector,
      ThreadContext thread,
      EdgeCounter counter) {
    super(Thread.currentThread());
    this.site = site;
    this.siteNumber = siteNumber;
    this.edge = edge;
    this.knownEnds = knownEnds;
    this.connector = new WeakReference<>(connector);
    this.thread = thread;
    this.counter = counter;
  }

  /**
   * Gives the calling thread, whose context is {@code thread}, the short way through a connector,
   * if it counts the edge for itself.
   */
  static void open(
      ConnectorSite site,
      int siteNumber,
      ConnectorState state,
      @Nullable Object connector,
      ThreadContext thread) {
    Edge edge = state.edge;
    EdgeCounter counter = edge == null ? null : thread.counters.ownOf(edge);
    if (edge != null && counter != null && connector != null) {
      state.setLane(new Lane(site, siteNumber, edge, state.knownTo, connector, thread, counter));
    }
  }

  /** Whether it is the calling thread's, for the woven method {@code number}. */
  boolean isFor(int number) {
    return siteNumber == number && refersTo(Thread.currentThread());
  }

  /**
   * Begins a send of {@code carried}, if it is one that {@code sampler} leaves out and nothing else
   * is to be thought of.
   */
  boolean leavesOut(Sampler sampler, @Nullable Object carried, @Nullable Causality causality) {
    if (gap == 0 || drawnBy != sampler || carried == null || !thread.isIdle()) {
      return false;
    }
    thread.busy = true;
    try {
      messageBytes = site.sizeAlone(carried);
    } finally {
      thread.busy = false;
    }
    if (messageBytes < 0) {
      return false;
    }
    if (causality != null) {
      causality.leaveOut(carried);
    }
    gap--;
    message = carried;
    thread.enter(this);
    return true;
  }

  /**
   * Ends that send.
   *
   * @return the frame that goes on with it; null if there is none, and it is counted
   */
  @Nullable SendFrame end(boolean failed) {
    if (!thread.leave()) {
      SendFrame taken = frame;
      frame = null;
      return taken;
    }
    counter.countSampledOut(messageBytes);
    if (failed) {
      counter.countError();
    }
    message = null;
    return null;
  }

  /** Gives what is being sent to {@code next}, which goes on with it. */
  void moveTo(SendFrame next) {
    frame = next;
    next.begin(site, connector.get(), message);
    next.setLane(this);
    next.setEdge(edge, true, knownEnds);
    next.isLeftOut = true;
    next.record.sizeBytes = messageBytes;
    message = null;
  }

  /**
   * Draws whether the next flow is recorded, for a verdict that {@code sampler} draws ahead by.
   *
   * @return how many flows it stands for; {@link Sampler#LEFT_OUT} where it is not recorded
   */
  double draw(Sampler sampler, Verdict verdict) {
    if (drawnBy != sampler) {
      drawnBy = sampler;
      gap = sampler.drawGap(verdict, thread);
    }
    if (gap > 0) {
      gap--;
      return Sampler.LEFT_OUT;
    }
    gap = sampler.drawGap(verdict, thread);
    return 1 / verdict.rate();
  }
}
