package dev.reflow.tracing.queue;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the queue directory of a service within its limits. What every sink has is history for the
 * commands and goes first, the oldest at the head; then what a sink does not have yet, which is a
 * loss that is counted, or recording stops. Files of a living process other than this one are
 * counted and left to it. Some of what goes is used again for what comes. One thread, which may
 * wait for a file or a sink's batch.
 */
public final class Retention {

  /** So much of the limit is for files that wait for being used again. */
  private static final int SPARE_PART = 8;

  /** Between two looks for what is beside the events: each goes through every run's directories. */
  private static final long LEFTOVERS_MS = 1_000;

  private final RunDirectory own;
  private final Path queueDir;
  private final EventQueue queue;
  private final RetentionLimits limits;
  private final List<String> sinks;
  private final Fates fates;
  private final Clock clock;
  private final Log log;

  /** For each stripe of the own run: files below this number its writer has left. */
  private final Map<Integer, Long> left = new HashMap<>();

  private final StoredFiles stored;
  private boolean paused;

  /** Before, the retention of another directory may have left the queue paused. */
  private boolean isSettled;

  private boolean keeps;

  /** By the run's path, as they were found at {@link #leftoversMs}. */
  private final Map<Path, Leftovers> leftovers = new HashMap<>();

  private long leftoversMs;

  /**
   * Retention of the directory that {@code own} is in.
   *
   * @param own the run that {@code queue} writes
   * @param sinks names of all sinks of the settings; each has to have an event before it is shipped
   * @param clock wall clock, as files are dated by it
   */
  public Retention(
      RunDirectory own,
      EventQueue queue,
      RetentionLimits limits,
      List<String> sinks,
      Fates fates,
      Clock clock,
      Log log) {
    this.own = own;
    this.queueDir = Objects.requireNonNull(own.path().getParent());
    this.queue = queue;
    this.limits = limits;
    this.sinks = List.copyOf(sinks);
    this.fates = fates;
    this.clock = clock;
    this.log = log;
    this.stored = new StoredFiles(own.path(), queue);
  }

  /**
   * One look, and what has to go goes.
   *
   * @return bytes that are left of the limit; less than 0 when all that may go is gone
   */
  public long step() throws IOException, InterruptedException {
    keeps = false;
    Pass pass = new Pass(RunDirectory.list(queueDir));
    try {
      boolean mustDelete = pass.isOver() || pass.isShortOfSpares();
      if (mustDelete || !isSettled) {
        pass.deleteLeftovers();
      }
      if (mustDelete) {
        pass.deleteShipped();
        pass.deleteSpares();
        pass.deleteUnshipped();
        pass.deleteEmptyRuns();
      }
      pauseOrResume(pass.mustPause);
      return limits.maxBytes() - pass.bytes;
    } finally {
      pass.close();
      countExpired();
    }
  }

  /** Whether the last {@link #step} made files ready for the writers, who will soon need more. */
  public boolean keepsFiles() {
    return keeps;
  }

  /** Counts what was found lost since the last {@link #step}; once more at the end. */
  public void countExpired() {
    fates.count(Fate.EXPIRED, SinkCursor.takeExpired(queueDir));
  }

  private void pauseOrResume(boolean mustPause) {
    if (isSettled && mustPause == paused) {
      return;
    }
    if (mustPause) {
      queue.pause(Fate.QUEUE_FULL);
    } else {
      queue.resume(Fate.QUEUE_FULL);
    }
    paused = mustPause;
    isSettled = true;
  }

  /** Those of each run but the own, whose are spares of the queue's. */
  private void findLeftovers(List<RunDirectory> runs) {
    long nowMs = clock.millis();
    if (Math.abs(nowMs - leftoversMs) < LEFTOVERS_MS) {
      return;
    }
    leftoversMs = nowMs;
    leftovers.clear();
    for (RunDirectory run : runs) {
      if (!run.path().equals(own.path())) {
        leftovers.put(run.path(), Leftovers.of(run));
      }
    }
  }

  /** One look at all there is. */
  private final class Pass {
    private final List<RunDirectory> runs;
    private final List<StoredFile> files;
    private final Map<Path, @Nullable HeldRun> held = new HashMap<>();
    private final Set<Path> gone = new HashSet<>();
    private final long oldestMs;
    private final @Nullable SpareFiles spares = queue.spares();

    private long bytes;
    private boolean mustPause;

    Pass(List<RunDirectory> runs) {
      this.runs = runs;
      this.files = stored.of(runs);
      findLeftovers(runs);
      this.bytes =
          files.stream().mapToLong(StoredFile::bytes).sum()
              + leftovers.values().stream().mapToLong(Leftovers::bytes).sum()
              + queue.spareBytes();
      this.oldestMs = clock.millis() - limits.maxAge().toMillis();
    }

    boolean isOver() {
      return isTooLarge() || files.stream().anyMatch(this::isTooOld);
    }

    /** Whether the limit would be passed if the files that come had to be new ones. */
    boolean isShortOfSpares() {
      if (spares == null) {
        return false;
      }
      long wanted = limits.maxBytes() / SPARE_PART / spares.segmentBytes() * spares.segmentBytes();
      long missing = wanted - spares.bytes();
      return missing > 0 && bytes + missing > limits.maxBytes();
    }

    /** Of dead processes: nobody needs them. */
    void deleteLeftovers() throws IOException {
      for (RunDirectory run : runs) {
        Leftovers found = leftovers.get(run.path());
        if (found != null && !found.isNone() && holder(run) != null) {
          bytes -= found.bytes();
          found.delete();
          bytes += found.bytes();
        }
      }
    }

    void deleteShipped() throws IOException, InterruptedException {
      Set<Path> blocked = new HashSet<>();
      for (StoredFile file : StoredFiles.oldestFirst(files)) {
        boolean isWanted = isShortOfSpares();
        if (!isWanted && !mustGo(file)) {
          return;
        }
        Path stripe = file.path().resolveSibling("");
        if (!blocked.contains(stripe) && !takeAway(file, isWanted)) {
          // Within a stripe, nothing may be missing in the middle: readers would wait for it.
          blocked.add(stripe);
        }
      }
    }

    /** Whether {@code file} is shipped, and gone now. */
    private boolean takeAway(StoredFile file, boolean isWanted)
        throws IOException, InterruptedException {
      HeldRun run = holder(file.run());
      if (run == null || !run.isLeft(file) || !run.isShipped(file)) {
        return false;
      }
      if (isWanted && keep(run, file)) {
        return true;
      }
      // An older one of a dead process makes room, too, lest own history go before it.
      return (mustGo(file) || !run.isWritten()) && delete(run, file);
    }

    private boolean keep(HeldRun run, StoredFile file) {
      if (spares == null || !run.keep(file, spares)) {
        return false;
      }
      keeps = true;
      gone.add(file.path());
      bytes += spares.segmentBytes() - file.bytes();
      return true;
    }

    /** What is empty goes before what a sink does not have. */
    void deleteSpares() throws IOException {
      Path spare = spares != null && isTooLarge() ? spares.take() : null;
      while (spares != null && spare != null) {
        Files.deleteIfExists(spare);
        bytes -= spares.segmentBytes();
        spare = isTooLarge() ? spares.take() : null;
      }
    }

    void deleteUnshipped() throws IOException, InterruptedException {
      Set<Path> blocked = new HashSet<>();
      for (StoredFile file : StoredFiles.oldestFirst(files)) {
        Path stripe = file.path().resolveSibling("");
        if (gone.contains(file.path()) || !mustGo(file) || blocked.contains(stripe)) {
          continue;
        }
        HeldRun run = holder(file.run());
        if (run == null || !run.isLeft(file)) {
          continue;
        }
        if (limits.dropsNew() && !isTooOld(file)) {
          mustPause = true;
          return;
        }
        if (!delete(run, file)) {
          // Within a stripe, nothing may be missing in the middle.
          blocked.add(stripe);
        }
      }
    }

    /** Of a dead process whose last file has gone, nothing else is worth keeping. */
    void deleteEmptyRuns() throws IOException {
      Set<Path> filled = new HashSet<>();
      for (StoredFile file : files) {
        if (!gone.contains(file.path())) {
          filled.add(file.run().path());
        }
      }
      for (RunDirectory run : runs) {
        HeldRun holder = held.get(run.path());
        if (holder != null && !filled.contains(run.path())) {
          holder.deleteRun();
        }
      }
    }

    void close() {
      for (HeldRun run : held.values()) {
        if (run != null) {
          fates.count(Fate.EXPIRED, run.takeExpired());
          run.close();
        }
      }
    }

    private boolean isTooLarge() {
      return bytes > limits.maxBytes();
    }

    private boolean isTooOld(StoredFile file) {
      return file.writtenMs() < oldestMs;
    }

    private boolean mustGo(StoredFile file) {
      return isTooLarge() || isTooOld(file);
    }

    private @Nullable HeldRun holder(RunDirectory run) throws IOException {
      Path path = run.path();
      if (!held.containsKey(path)) {
        held.put(path, HeldRun.hold(run, own, sinks, files, left, log));
      }
      return held.get(path);
    }

    private boolean delete(HeldRun run, StoredFile file) throws IOException, InterruptedException {
      if (!run.delete(file)) {
        return false;
      }
      gone.add(file.path());
      bytes -= file.bytes();
      log.debug("retention: " + file.path() + " is deleted, bytes: " + file.bytes());
      return true;
    }
  }
}
