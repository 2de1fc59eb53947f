package dev.reflow.tracing.analysis.stats;

import dev.reflow.tracing.analysis.FlowEdge;
import java.util.Comparator;

/**
 * What is known of one edge. Immutable. Sorts by flows, most first.
 *
 * @param flows how many, those that sampling left out counted in
 * @param recorded how many of them were recorded in full
 * @param flowsPerSecond 0 where the time is too short to say
 * @param bytes of all messages
 * @param meanNs mean transfer time
 * @param p50Ns half of the transfer times are no longer, right to one percent
 * @param p99Ns 99 of 100 transfer times are no longer, right to one percent
 * @param maxNs the longest transfer time
 * @param errors how many failed
 * @param incomplete how many of the recorded ones never completed
 * @param meanDepth mean number of messages waiting at the receiver; -1 where not known
 * @param maxDepth most messages waiting at the receiver; -1 where not known
 */
public record EdgeSummary(
    FlowEdge edge,
    long flows,
    long recorded,
    double flowsPerSecond,
    long bytes,
    long meanNs,
    long p50Ns,
    long p99Ns,
    long maxNs,
    long errors,
    long incomplete,
    double meanDepth,
    int maxDepth)
    implements Comparable<EdgeSummary> {

  private static final Comparator<EdgeSummary> ORDER =
      Comparator.comparingLong(EdgeSummary::flows)
          .reversed()
          .thenComparing(summary -> summary.edge.service())
          .thenComparing(summary -> summary.edge.sourceActor())
          .thenComparing(summary -> summary.edge.destinationActor())
          .thenComparing(summary -> summary.edge.toString());

  /** The same with another rate. */
  public EdgeSummary withRate(double otherFlowsPerSecond) {
    return new EdgeSummary(
        edge,
        flows,
        recorded,
        otherFlowsPerSecond,
        bytes,
        meanNs,
        p50Ns,
        p99Ns,
        maxNs,
        errors,
        incomplete,
        meanDepth,
        maxDepth);
  }

  @Override
  public int compareTo(EdgeSummary other) {
    return ORDER.compare(this, other);
  }
}
