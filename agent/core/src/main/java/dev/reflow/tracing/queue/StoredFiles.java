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
  private final EventQueue queue;
  private Map<Path, Measured> measured = new HashMap<>();

  /** What a file held that was so long, and dated so. */
  private record Measured(long length, long writtenMs, long usedBytes, StoredFile.State state) {}

  /**
   * Finds files.
   *
   * @param own the directory of the run that grows while this looks at it
   * @param queue what writes it
   */
  StoredFiles(Path own, EventQueue queue) {
    this.own = own;
    this.queue = queue;
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
      boolean mayBeOpen = later-- <= MOST_OPEN;
      Measured file = measure(run, stripe, path, mayBeOpen, before.get(path));
      if (file != null) {
        measured.put(path, file);
        // A clock set back must not make a later file the older one.
        writtenMs = Math.max(writtenMs, file.writtenMs);
        files.add(
            new StoredFile(
                run, stripe, each.getKey(), path, file.usedBytes, writtenMs, file.state));
      }
    }
  }

  /** Null where the file has gone meanwhile. */
  private @Nullable Measured measure(
      RunDirectory run, int stripe, Path path, boolean mayBeOpen, @Nullable Measured last) {
    if (last != null && last.state == StoredFile.State.CUT) {
      return last;
    }
    BasicFileAttributes facts = facts(path);
    if (facts == null) {
      return null;
    }
    long length = facts.size();
    long writtenMs = facts.lastModifiedTime().toMillis();
    boolean isOwn = run.path().equals(own);
    if (isOwn && isCut(length)) {
      return new Measured(length, writtenMs, length, StoredFile.State.CUT);
    }
    long written = isOwn ? queue.usedBytes(stripe, path) : -1;
    if (written >= 0) {
      long used = Math.min(length, SegmentFile.wholeBlocks(written));
      return new Measured(length, writtenMs, used, StoredFile.State.OPEN);
    }
    long used = mayBeOpen ? usedBytes(path, length, writtenMs, isOwn ? null : last) : length;
    return new Measured(length, writtenMs, used, StoredFile.State.UNKNOWN);
  }

  private static long usedBytes(Path path, long length, long writtenMs, @Nullable Measured last) {
    return last != null && last.length == length && last.writtenMs == writtenMs
        ? last.usedBytes
        : SegmentFile.usedBytes(path, length);
  }

  /** An own file shows its name when it is as long as it becomes, and is cut once it is left. */
  private boolean isCut(long length) {
    SpareFiles spares = queue.spares();
    return spares != null && length < spares.segmentBytes();
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
