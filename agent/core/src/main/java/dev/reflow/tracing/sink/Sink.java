package dev.reflow.tracing.sink;

import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.ProcessInfo;

/**
 * Takes events out of the process. Not thread-safe: the shipper's thread owns it.
 *
 * <p>The constructor takes the configuration and does nothing else, so that a wrong address is a
 * failure of {@link #open}, which is tried again. After any failure the shipper calls {@link
 * #close}, then {@link #open} once more, and hands on everything since the last {@link #commit}
 * again. No call waits longer than the sink's own time-out for a sign of the other side; an
 * interrupt ends each wait with a failure, and the thread stays interrupted.
 */
public interface Sink extends AutoCloseable {

  /** How the user names it in {@code reflow.sinks}. */
  String name();

  /** Where the events go, as the log shows it: an address or a path, never a secret. */
  String target();

  /** Connects or opens; called again after {@link #close}. */
  void open() throws SinkException;

  /**
   * Finds out whether events could be delivered now, and changes nothing on the other side; on a
   * sink that is not open. {@link #close} follows.
   */
  default void check() throws SinkException {
    open();
  }

  /**
   * Takes one event. It may be on its way only, until {@link #commit} returns.
   *
   * @param event valid during this call only
   */
  void write(EventView event) throws SinkException;

  /**
   * Events that one {@link #commit} takes with ease. A batch that is full takes those along that
   * are on the queue already, up to so many; it waits for none.
   */
  default int eventsAtOnce() {
    return 0;
  }

  /**
   * Takes what passed over an edge in a span of time, where the sink has a use for it. It may be on
   * its way only, as an event.
   *
   * @return whether it waits for a {@link #commit}
   */
  default boolean writeCount(EdgeCount count, ProcessInfo process) throws SinkException {
    return false;
  }

  /** Returns when every event written since the last call is acknowledged. */
  void commit() throws SinkException;

  /** Gives up what is not committed and lets go of files, connections and threads. Never throws. */
  @Override
  void close();
}
