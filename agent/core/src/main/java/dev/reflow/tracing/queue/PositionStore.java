package dev.reflow.tracing.queue;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One sink's committed position in one run; survives the kill of its process. One thread. */
@SuppressWarnings("DoNotCallSuggester") // signatures first; bodies follow at once
public final class PositionStore implements AutoCloseable {

  /**
   * The position that was written last, or null when none ever was.
   *
   * @throws QueueUnavailableException naming the file, when it holds no readable position: start
   *     from the beginning then
   */
  public @Nullable Position read() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Stores {@code position}; the one before stays readable until that is done. */
  public void write(Position position) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
