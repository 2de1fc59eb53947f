package dev.reflow.tracing.server.store;

import dev.reflow.tracing.server.event.StoredEvent;
import java.time.Instant;
import java.util.List;

/** A database with table {@code data_flow_events}. */
public interface EventStore extends AutoCloseable {

  /** What it is and where, without secrets. */
  String label();

  /** How its SQL differs from others'. */
  Dialect dialect();

  /**
   * Writes all or nothing; what is there already stays as it is. Durable when it returns. One
   * thread.
   *
   * @return the events that were not there before
   */
  List<StoredEvent> write(WriteBatch batch) throws StoreException;

  /**
   * Deletes a part of what is older, an hour or a day of it. Same thread as {@link #write}.
   *
   * @return rows deleted; 0 when nothing so old is left
   */
  long deleteBefore(Instant limit) throws StoreException;

  /** For queries. Any thread. */
  ReadPool reads();

  /** Bytes that the events take on disk. */
  long bytesOnDisk();

  @Override
  void close();
}
