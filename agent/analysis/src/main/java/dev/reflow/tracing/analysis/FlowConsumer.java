package dev.reflow.tracing.analysis;

/** Takes what a source has, one by one, in any order. Called on the source's thread. */
@FunctionalInterface
public interface FlowConsumer {

  /**
   * Takes one event.
   *
   * @param flow valid until this call returns
   */
  void onFlow(Flow flow);

  /**
   * Takes exact numbers of flows, recorded or not.
   *
   * @param untilNs the end of the span that they are of, nanoseconds since the epoch
   */
  default void onCounts(FlowEdge edge, long untilNs, FlowCounts counts) {}
}
