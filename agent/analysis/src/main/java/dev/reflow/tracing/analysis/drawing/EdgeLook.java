package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.stats.EdgeSummary;

/** What a line of the graph looks like and says. Stateless; any thread. */
final class EdgeLook {

  private EdgeLook() {}

  /** The class of its colour: of its failures, else of its transfer time. */
  static String colour(EdgeSummary summary) {
    return isFailing(summary) ? Theme.ERROR : Speed.of(summary.p99Ns()).cssClass();
  }

  static boolean isFailing(EdgeSummary summary) {
    return summary.errors() > 0 && summary.errors() >= Speed.FAILING * summary.flows();
  }

  /** What stands beside it. */
  static String label(EdgeSummary summary) {
    String label = Texts.rate(summary.flowsPerSecond()) + " · " + Texts.duration(summary.p99Ns());
    return summary.errors() == 0 ? label : label + " · " + summary.errors() + " ✗";
  }

  /** What is shown where the pointer rests on it. */
  static String hint(EdgeSummary summary) {
    FlowEdge edge = summary.edge();
    return edge.sourceActor()
        + "."
        + edge.sourcePort()
        + " → "
        + edge.destinationActor()
        + "."
        + edge.destinationPort()
        + (edge.isInMemory() ? "" : " (" + edge.protocol() + ")")
        + "\n"
        + Texts.count(summary.flows(), "flow", "flows")
        + ", "
        + Texts.rate(summary.flowsPerSecond())
        + "\nmean "
        + Texts.duration(summary.meanNs())
        + ", p50 "
        + Texts.duration(summary.p50Ns())
        + ", p99 "
        + Texts.duration(summary.p99Ns())
        + ", max "
        + Texts.duration(summary.maxNs())
        + "\n"
        + Texts.count(summary.errors(), "failure", "failures");
  }
}
