package dev.reflow.tracing.analysis.stats;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowCounts;
import dev.reflow.tracing.analysis.FlowEdge;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/** The running sums of one edge. Not thread-safe. */
final class EdgeTally {

  /** Two digits: percentiles are right to one percent, in 10 to 40 KB an edge. */
  private static final int DIGITS = 2;

  /** Histograms count in whole numbers, weights are not whole: an eighth is fine enough. */
  private static final int PARTS_OF_A_FLOW = 8;

  private static final long LONGEST_NS = 1L << 60;

  private final FlowEdge edge;
  private final AbstractHistogram times;
  private double weighted;
  private double weightedBytes;
  private double weightedErrors;
  private double weightedNs;
  private double timed;
  private long recorded;
  private long recordedBytes;
  private long recordedErrors;
  private boolean hasCounts;
  private long counted;
  private long sampledOut;
  private long countedBytes;
  private long countedErrors;
  private long incomplete;
  private long maxNs;
  private long depthKnown;
  private double depthSum;
  private int depthMax = -1;

  EdgeTally(FlowEdge edge, boolean packed) {
    this.edge = edge;
    this.times = packed ? new PackedHistogram(DIGITS) : new Histogram(DIGITS);
    times.setAutoResize(true);
  }

  void add(Flow flow) {
    double weight = flow.weight();
    long bytes = flow.sizeBytes();
    long durationNs = Math.max(0, Math.min(flow.durationNs(), LONGEST_NS));
    boolean failed = flow.error() != null;
    recorded++;
    recordedBytes += bytes;
    weighted += weight;
    timed += weight;
    weightedBytes += weight * bytes;
    weightedNs += weight * durationNs;
    if (failed) {
      recordedErrors++;
      weightedErrors += weight;
    }
    maxNs = Math.max(maxNs, durationNs);
    incomplete += flow.isIncomplete() ? 1 : 0;
    times.recordValueWithCount(durationNs, Math.max(1, Math.round(weight * PARTS_OF_A_FLOW)));
    int depth = flow.depth();
    if (depth >= 0) {
      depthKnown++;
      depthSum += depth;
      depthMax = Math.max(depthMax, depth);
    }
  }

  void add(FlowCounts counts) {
    hasCounts = true;
    counted += counts.flows();
    sampledOut += counts.sampledOut();
    countedBytes += counts.bytes();
    countedErrors += counts.errors();
    maxNs = Math.max(maxNs, counts.longestNs());
  }

  void add(EdgeTally other) {
    weighted += other.flows();
    weightedBytes += other.bytes();
    weightedErrors += other.errors();
    weightedNs += other.weightedNs;
    timed += other.timed;
    recorded += other.recorded;
    incomplete += other.incomplete;
    maxNs = Math.max(maxNs, other.maxNs);
    times.add(other.times);
    depthKnown += other.depthKnown;
    depthSum += other.depthSum;
    depthMax = Math.max(depthMax, other.depthMax);
  }

  /** A process that was killed did not count its last second: what it recorded then still holds. */
  private double flows() {
    return hasCounts ? Math.max(counted, recorded + sampledOut) : weighted;
  }

  private double bytes() {
    return hasCounts ? Math.max(countedBytes, recordedBytes) : weightedBytes;
  }

  private double errors() {
    return hasCounts ? Math.max(countedErrors, recordedErrors) : weightedErrors;
  }

  EdgeSummary summary(long spanNs) {
    double flows = flows();
    return new EdgeSummary(
        edge,
        Math.round(flows),
        recorded,
        spanNs <= 0 ? 0 : flows * 1e9 / spanNs,
        Math.round(bytes()),
        timed == 0 ? 0 : Math.round(weightedNs / timed),
        Math.min(maxNs, times.getValueAtPercentile(50)),
        Math.min(maxNs, times.getValueAtPercentile(99)),
        maxNs,
        Math.round(errors()),
        incomplete,
        depthKnown == 0 ? -1 : depthSum / depthKnown,
        depthMax);
  }
}
