package dev.reflow.tracing.event;

/**
 * What passed over one edge in one span of time, sampled-out flows included. Immutable.
 *
 * <p>Spans of one edge do not overlap, so numbers of several may be added up: the sums are exact.
 * Within one count a flow that passes while it is taken may be in one number and not yet in
 * another.
 *
 * @param untilNs the end of the span, nanoseconds since the epoch
 * @param spanNs its length, nanoseconds
 * @param flows how many flows ended, those left out by sampling included
 * @param sampledOut how many of them sampling left out
 * @param bytes sum of the sizes of all their messages
 * @param errors how many of them failed
 * @param timed how many flows the times are of: those left out by sampling are not timed, and those
 *     that complete later count in the span in which they do
 * @param totalNs sum of the transfer times of the {@code timed} flows, nanoseconds
 * @param longestNs the longest of them, nanoseconds
 */
public record EdgeCount(
    Edge edge,
    long untilNs,
    long spanNs,
    long flows,
    long sampledOut,
    long bytes,
    long errors,
    long timed,
    long totalNs,
    long longestNs) {

  /** Flows a second over the span. */
  public double flowsPerSecond() {
    return spanNs <= 0 ? 0 : flows * 1e9 / spanNs;
  }
}
