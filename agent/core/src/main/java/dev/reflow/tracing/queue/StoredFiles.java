package dev.reflow.tracing.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the files of all runs below a queue directory. Stateless; any thread. */
final class StoredFiles {

  private StoredFiles() {}

  /** The files of {@code runs}; what goes meanwhile is passed over. */
  static List<StoredFile> of(List<RunDirectory> runs) {
    List<StoredFile> files = new ArrayList<>();
    for (RunDirectory run : runs) {
      int stripes = run.countStripes(0);
      for (int i = 0; i < stripes; i++) {
        addStripe(run, i, files);
      }
    }
    return files;
  }

  /** Each stripe's in order, and of all stripes those first that were written first. */
  static List<StoredFile> oldestFirst(List<StoredFile> files) {
    return files.stream()
        .sorted(
            Comparator.comparingLong(StoredFile::writtenMs).thenComparingLong(StoredFile::segment))
        .toList();
  }

  private static void addStripe(RunDirectory run, int stripe, List<StoredFile> files) {
    Map<Long, Path> paths;
    try {
      paths = SegmentName.all(run.stripe(stripe));
    } catch (IOException gone) {
      return;
    }
    long writtenMs = Long.MIN_VALUE;
    for (Map.Entry<Long, Path> each : paths.entrySet()) {
      BasicFileAttributes facts = facts(each.getValue());
      if (facts != null) {
        // A clock set back must not make a later file the older one.
        writtenMs = Math.max(writtenMs, facts.lastModifiedTime().toMillis());
        files.add(
            new StoredFile(run, stripe, each.getKey(), each.getValue(), facts.size(), writtenMs));
      }
    }
  }

  /** Null where the file has gone meanwhile. */
  private static @Nullable BasicFileAttributes facts(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException gone) {
      return null;
    }
  }
}
