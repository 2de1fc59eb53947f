package dev.reflow.tracing.ship;

import dev.reflow.tracing.event.EventHandler;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One run's events as one sink still needs them: a tail, and the position up to which the sink has
 * acknowledged. Not thread-safe: the shipper's thread owns it, except for {@link #recorded} and
 * {@link #expired}.
 */
public interface Feed extends AutoCloseable {

  /** The run's directory. */
  Path place();

  /** Hands on at most {@code max} events and returns how many; 0 when there is none now. */
  int poll(EventHandler handler, int max) throws IOException;

  /**
   * Everything handed on so far is acknowledged: the committed position moves here.
   *
   * @throws IOException when it moved in memory, and could not be stored
   */
  void commit() throws IOException;

  /** The next {@link #poll} begins at the committed position again. */
  void rewind();

  /** Events recorded in this run so far, by any thread's count; -1 where nobody counts. */
  long recorded();

  /** Events that the sink will never get, because their file had to go. Any thread. */
  long expired();

  /** The sink has acknowledged all of a dead run; called last, after {@link #close}. */
  void finish();

  /** Lets go of the tail and the position. */
  @Override
  void close();
}
