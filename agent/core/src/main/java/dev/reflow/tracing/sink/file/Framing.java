package dev.reflow.tracing.sink.file;

import dev.reflow.tracing.event.JsonBuffer;
import java.io.IOException;
import java.io.RandomAccessFile;

/** Puts lines into frames that can be read one by one, and finds the last whole one of a file. */
interface Framing extends AutoCloseable {

  /** The file holds something that this sink has not written. */
  long FOREIGN = -1;

  /** Appends {@code lines} to {@code target} as one frame. */
  void frame(JsonBuffer lines, Chunk target);

  /** Length of the file up to the end of its last whole frame, or {@link #FOREIGN}. */
  long wholeLength(RandomAccessFile file) throws IOException;

  @Override
  default void close() {}
}
