package dev.reflow.tracing.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Finds the files of all runs below a queue directory. One thread. */
final class StoredFiles {

  /** As many of a stripe's files may be longer than what is in them: the present and the next. */
  private static final int MOST_OPEN = 2;

  private final Path own;
  private Map<Path, Measured> measured = new HashMap<>();

  /** What a file held that was so long, and dated so. */
  private record Measured(long length, long writtenMs, long usedBytes) {}

  /** {@code own}: the directory of the run that grows while this looks at it. */
  StoredFiles(Path own) {
    this.own = own;
  }

  /** The files of {@code runs}; what goes meanwhile is passed over. */
  List<StoredFile> of(List<RunDirectory> runs) {
    Map<Path, Measured> before = measured;
    measured = new HashMap<>();
    List<StoredFile> files = new ArrayList<>();
    for (RunDirectory run : runs) {
      int stripes = run.countStripes(0);
      for (int i = 0; i < stripes; i++) {
        addStripe(run, i, before, files);
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

  private void addStripe(
      RunDirectory run, int stripe, Map<Path, Measured> before, List<StoredFile> files) {
    SortedMap<Long, Path> paths;
    try {
      paths = SegmentName.all(run.stripe(stripe));
    } catch (IOException gone) {
      return;
    }
    long writtenMs = Long.MIN_VALUE;
    int later = paths.size();
    for (Map.Entry<Long, Path> each : paths.entrySet()) {
      Path path = each.getValue();
      BasicFileAttributes facts = facts(path);
      boolean isCut = later-- > MOST_OPEN;
      if (facts != null) {
        // A clock set back must not make a later file the older one.
        writtenMs = Math.max(writtenMs, facts.lastModifiedTime().toMillis());
        long bytes = isCut ? facts.size() : usedBytes(path, facts, before.get(path));
        files.add(new StoredFile(run, stripe, each.getKey(), path, bytes, writtenMs));
      }
    }
  }

  private long usedBytes(Path path, BasicFileAttributes facts, @Nullable Measured last) {
    long writtenMs = facts.lastModifiedTime().toMillis();
    boolean isKnown =
        last != null
            && last.length == facts.size()
            && last.writtenMs == writtenMs
            && !path.startsWith(own);
    long bytes =
        isKnown && last != null ? last.usedBytes : SegmentFile.usedBytes(path, facts.size());
    measured.put(path, new Measured(facts.size(), writtenMs, bytes));
    return bytes;
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
