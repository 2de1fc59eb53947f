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
}
