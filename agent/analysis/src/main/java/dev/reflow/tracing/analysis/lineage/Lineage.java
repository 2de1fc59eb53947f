package dev.reflow.tracing.analysis.lineage;

import java.util.List;

/**
 * What a message came from and led to. Immutable.
 *
 * @param steps each flow once, those it caused behind it: a tree in the order of its lines
 * @param leftOut flows that were too many to hold
 */
public record Lineage(List<Step> steps, long leftOut) {

  /** How a flow is tied to the one above it. */
  public enum Tie {
    /** It stands at the top, as the first of its chain. */
    ROOT,

    /** It stands at the top, and the event that caused it is nowhere to be found. */
    LOST_CAUSE,

    /** It stands at the top, and goes back to itself: records that cannot be right. */
    CYCLE,

    /** The one above delivered the message during whose handling it was sent. */
    CAUSED,

    /** The one above carried the same message to the actor that sent it on. */
    SAME_MESSAGE
  }

  /**
   * One flow's place in the tree.
   *
   * @param depth how far from the top, 0 there
   * @param isLast whether no other flow of the same cause comes behind it
   * @param isSought whether it is the flow, or one of the flows, that was asked for
   * @param gapNs from the completion of the one above to this one's start, nanoseconds; negative
   *     where it was sent before that; 0 at the top
   */
  public record Step(Hop hop, Tie tie, int depth, boolean isLast, boolean isSought, long gapNs) {}

  /** When the first flow began, nanoseconds since the epoch. */
  public long firstNs() {
    return steps.stream().mapToLong(step -> step.hop().startNs()).min().orElse(0);
  }

  /** When the last flow completed, nanoseconds since the epoch. */
  public long lastNs() {
    return steps.stream().mapToLong(step -> step.hop().endNs()).max().orElse(0);
  }
}
