package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.rule.Sampling;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decides which flows are recorded in full. Made anew when the settings change, with nothing
 * remembered. Any thread; {@link #adapt} from one.
 */
final class Sampler {

  /** A flow that is left out. */
  static final double LEFT_OUT = 0;

  /** How much rates may grow from one second to the next. */
  private static final double MAX_GROWTH = 2;

  /** The share of the limit that is left for sampled flows, however many are always recorded. */
  private static final double LEAST_SHARE = 0.01;

  /** Whether there is nothing to decide. */
  final boolean keepsAll;

  private final Sampling sampling;
  private final int eventsPerFlow;

  /** What rates are multiplied by to stay below the limit. */
  private volatile double factor = 1;

  // Racy on purpose: a verdict is immutable, and one that is lost is found again.
  private @Nullable Verdict[] verdicts = new @Nullable Verdict[64];

  Sampler(Sampling sampling) {
    this(sampling, 1);
  }

  /** A sampler for flows that each come to {@code eventsPerFlow} events. */
  Sampler(Sampling sampling, int eventsPerFlow) {
    this.sampling = sampling;
    this.eventsPerFlow = eventsPerFlow;
    this.keepsAll = sampling.keepsAll();
  }

  /** What is to be said of {@code edge}. */
  Verdict of(Edge edge) {
    @Nullable Verdict[] known = verdicts;
    int id = edge.id();
    Verdict verdict = id < known.length ? known[id] : null;
    return verdict != null ? verdict : find(edge);
  }

  /** Whether it can be said of an edge's flows ahead how many of them are left out. */
  boolean drawsAhead(Verdict verdict) {
    return !verdict.needsMessage() && (verdict.isFixed() || sampling.maxEventsPerSecond() == 0);
  }

  /**
   * Draws how many flows are left out before one is recorded: what {@link #draw} would say of one
   * after the other, in one draw. For a verdict that it {@link #drawsAhead} by.
   */
  long drawGap(Verdict verdict, ThreadContext thread) {
    double rate = verdict.rate();
    if (rate >= 1) {
      return 0;
    }
    if (rate <= 0) {
      return Long.MAX_VALUE;
    }
    // Geometrically distributed.
    return (long) (Math.log1p(-thread.nextRandom()) / Math.log1p(-rate));
  }

  /**
   * Draws whether a flow is recorded.
   *
   * @param rate the flow's under {@code verdict}
   * @return how many flows it stands for; {@link #LEFT_OUT} where it is not recorded
   */
  double draw(Verdict verdict, double rate, ThreadContext thread) {
    double probability = verdict.isFixed() ? rate : rate * factor;
    if (probability >= 1) {
      return 1;
    }
    return thread.nextRandom() < probability ? 1 / probability : LEFT_OUT;
  }

  /**
   * Sets the rates for the next second by what the last one would have given.
   *
   * @param fixed flows a second that are recorded whatever the limit is
   * @param sampled flows a second that would be recorded if there were no limit
   */
  void adapt(double fixed, double sampled) {
    double limit = (double) sampling.maxEventsPerSecond() / eventsPerFlow;
    if (limit == 0) {
      return;
    }
    double budget = Math.max(limit - fixed, limit * LEAST_SHARE);
    double wanted = sampled <= budget ? 1 : budget / sampled;
    factor = Math.min(wanted, factor * MAX_GROWTH);
  }

  /** What the limit has lowered rates to; 1 where it has not. */
  double factor() {
    return factor;
  }

  private synchronized Verdict find(Edge edge) {
    @Nullable Verdict[] known = verdicts;
    int id = edge.id();
    if (id >= known.length) {
      known = Arrays.copyOf(known, Math.max(id + 1, known.length * 2));
    }
    Verdict verdict = known[id];
    if (verdict == null) {
      verdict = Verdict.of(sampling, edge);
      known[id] = verdict;
    }
    verdicts = known;
    return verdict;
  }
}
