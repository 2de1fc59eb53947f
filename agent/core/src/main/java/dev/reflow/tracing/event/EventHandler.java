package dev.reflow.tracing.event;

/** Takes events one by one from whatever reads them. Called on the reader's thread. */
@FunctionalInterface
public interface EventHandler {

  /**
   * Takes one event.
   *
   * @param event valid until this call returns; the view is used again for the next event
   */
  void onEvent(EventView event);

  /**
   * Takes what passed over an edge in about a second. Where it stands among the events says when it
   * was recorded, and no more.
   */
  default void onEdgeCount(EdgeCount count) {}

  /** As {@link #onEdgeCount(EdgeCount)}, for whoever reads several processes. */
  default void onEdgeCount(EdgeCount count, ProcessInfo process) {
    onEdgeCount(count);
  }
}
