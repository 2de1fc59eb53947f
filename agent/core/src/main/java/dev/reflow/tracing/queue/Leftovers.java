package dev.reflow.tracing.queue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The files of a run that hold no events, as they were found: those that wait for being used again,
 * and those that had not got their names yet, be it for a moment or because their process was
 * killed. One thread.
 */
final class Leftovers {

  /** How long each is. */
  private final Map<Path, Long> files = new HashMap<>();

  private Leftovers() {}

  /** Those of {@code run}; what goes meanwhile is passed over. */
  static Leftovers of(RunDirectory run) {
    Leftovers found = new Leftovers();
    try {
      found.addAll(run.path(), SpareFiles.PREFIX + "*");
      int stripes = run.countStripes(0);
      for (int i = 0; i < stripes; i++) {
        found.addAll(run.stripe(i), MappedSegment.HIDDEN + "*" + SegmentName.END);
      }
    } catch (IOException gone) {
      return found;
    }
    return found;
  }

  private void addAll(Path directory, String names) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, names)) {
      for (Path file : found) {
        // 0 of one that has gone: the writers of its run take such files all the time.
        files.put(file, file.toFile().length());
      }
    }
  }

  boolean isNone() {
    return files.isEmpty();
  }

  /** How long they are, all together. */
  long bytes() {
    return files.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Deletes them, once nobody writes their run any more; one that cannot be goes with its run. */
  void delete() {
    files.keySet().removeIf(file -> file.toFile().delete());
  }
}
