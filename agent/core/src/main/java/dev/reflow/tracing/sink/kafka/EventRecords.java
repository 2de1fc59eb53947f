package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;

/** Makes records of events. Not thread-safe. */
interface EventRecords {

  /** Takes records; they are filled anew once it returns. */
  interface Outlet {
    void send(ReusedRecord record) throws SinkException;
  }

  /**
   * Takes an event; a record that is complete goes to the outlet.
   *
   * @param partitions how many the topic has
   * @throws IOException when the event cannot be written
   */
  void write(EventView event, int partitions) throws IOException, SinkException;

  /** Hands on the records that wait for more events. */
  void flush() throws SinkException;

  /** Forgets the events that wait. */
  void clear();
}
