package dev.reflow.tracing.cli;

import dev.reflow.tracing.queue.QueueUnavailableException;
import dev.reflow.tracing.queue.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One run, or all runs of a service, wherever the next one comes from. Immutable.
 *
 * @param directory the run's, or the queue directory of the service
 * @param isRun which of the two
 */
record QueueSource(Path directory, boolean isRun) {

  /** What a user calls it. */
  String name() {
    return String.valueOf(directory.getFileName());
  }

  /** Its runs now, oldest first. */
  List<RunDirectory> runs() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try {
      return isRun ? List.of(RunDirectory.at(directory)) : RunDirectory.list(directory);
    } catch (QueueUnavailableException e) {
      throw CommandException.failure(String.valueOf(e.getMessage()));
    }
  }
}
