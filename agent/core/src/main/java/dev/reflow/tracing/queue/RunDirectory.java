package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.ProcessInfo;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the queue of one process is: {@code run-MILLIS-PID} below the service's queue directory.
 * Any thread.
 */
@SuppressWarnings("DoNotCallSuggester") // signatures first; bodies follow at once
public final class RunDirectory implements AutoCloseable {

  /**
   * Makes the directory of this process, readable by its owner alone, and locks it until {@link
   * #close} or the end of the process.
   */
  public static RunDirectory create(Path queueDir, ProcessInfo process)
      throws QueueUnavailableException {
    throw new UnsupportedOperationException();
  }

  /** The run at {@code path}, to read from. */
  public static RunDirectory at(Path path) throws QueueUnavailableException {
    throw new UnsupportedOperationException();
  }

  /** The runs below {@code queueDir}, oldest first; none where the directory is missing. */
  public static List<RunDirectory> list(Path queueDir) throws QueueUnavailableException {
    throw new UnsupportedOperationException();
  }

  public Path path() {
    throw new UnsupportedOperationException();
  }

  /** Whether the process that writes this run still lives. */
  public boolean isAlive() {
    throw new UnsupportedOperationException();
  }

  /** Whose run this is; null where that cannot be read. */
  public @Nullable ProcessInfo processInfo() {
    throw new UnsupportedOperationException();
  }

  /** Where {@code sink} keeps how far it has come. */
  public PositionStore positions(String sink) {
    throw new UnsupportedOperationException();
  }

  /** Gives the lock back; on a run that was only found, does nothing. */
  @Override
  public void close() {}
}
