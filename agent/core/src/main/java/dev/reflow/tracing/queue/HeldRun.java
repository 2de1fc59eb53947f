package dev.reflow.tracing.queue;

import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run whose files this process may delete, for one pass of retention: it writes the run, ships it
 * in the place of a dead process, or holds it for the moment. Retention's thread.
 */
final class HeldRun implements AutoCloseable {

  private final RunDirectory run;

  /** What is held for the moment; null where this process holds the run anyway. */
  private final @Nullable RunDirectory brief;

  private final boolean isWritten;
  private final List<SinkCursor> shippers;
  private final List<SinkCursor> aside = new ArrayList<>();

  /** The highest-numbered file of each stripe. */
  private final Map<Integer, StoredFile> last = new HashMap<>();

  private final Map<Integer, Long> leftBelow;

  private HeldRun(
      RunDirectory run,
      @Nullable RunDirectory brief,
      boolean isWritten,
      Map<Integer, Long> leftBelow) {
    this.run = run;
    this.brief = brief;
    this.isWritten = isWritten;
    this.leftBelow = leftBelow;
    this.shippers = SinkCursor.of(run);
  }

  /**
   * Holds {@code run}.
   *
   * @param own the run that this process writes
   * @param sinks the names of those that have to have everything
   * @param ownLeft what was found out of own files before
   * @return null where another process holds the run, or this one has begun it since its directory
   *     {@code own} was deleted
   */
  static @Nullable HeldRun hold(
      RunDirectory run,
      RunDirectory own,
      List<String> sinks,
      List<StoredFile> files,
      Map<Integer, Long> ownLeft,
      Log log)
      throws IOException {
    boolean isWritten = run.path().equals(own.path());
    RunDirectory brief = run.isHeldHere() ? null : run.adoptBriefly();
    // Asked last: until the lock was tried, this process may have begun the run.
    if (brief == null && (!run.isHeldHere() || (!isWritten && run.isWrittenHere()))) {
      return null;
    }
    HeldRun held = new HeldRun(run, brief, isWritten, isWritten ? ownLeft : new HashMap<>());
    for (String sink : sinks) {
      if (held.shippers.stream().noneMatch(cursor -> cursor.sink().equals(sink))) {
        held.aside.add(SinkCursor.openAside(brief == null ? run : brief, sink, log));
      }
    }
    for (StoredFile file : files) {
      if (file.run().equals(run)) {
        held.last.merge(
            file.stripe(), file, (one, other) -> one.segment() > other.segment() ? one : other);
      }
    }
    return held;
  }

  /** Whether this process writes the run. */
  boolean isWritten() {
    return isWritten;
  }

  /** Whether nobody writes {@code file} any more. */
  boolean isLeft(StoredFile file) {
    StoredFile latest = last.get(file.stripe());
    if (!isWritten || latest == null) {
      return !isWritten;
    }
    if (file.segment() < leftBelow.getOrDefault(file.stripe(), 0L)) {
      return true;
    }
    boolean isLeft = file.segment() < latest.segment() && isLeftFor(file);
    if (isLeft) {
      leftBelow.merge(file.stripe(), file.segment() + 1, Math::max);
    }
    return isLeft;
  }

  /** A later file may only have been prepared for the writer. */
  private boolean isLeftFor(StoredFile file) {
    return switch (file.state()) {
      case OPEN -> false;
      case CUT -> true;
      case UNKNOWN -> hasEventBehind(file) || SegmentCount.isEnded(file.path());
    };
  }

  /** Whether every sink has all of {@code file}. */
  boolean isShipped(StoredFile file) throws IOException {
    boolean isLast = !isWritten && !hasEventBehind(file);
    for (SinkCursor cursor : cursors()) {
      if (!cursor.isPast(file, isLast)) {
        return false;
      }
    }
    return true;
  }

  /** A dead writer may have prepared files that it never came to. */
  private boolean hasEventBehind(StoredFile file) {
    StoredFile latest = last.getOrDefault(file.stripe(), file);
    for (long segment = latest.segment(); segment > file.segment(); segment--) {
      if (SegmentCount.hasEvent(SegmentName.file(run.stripe(file.stripe()), segment))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Deletes {@code file}; where a sink does not have all of it, the sink goes on behind it and
   * counts what it misses.
   *
   * @return whether the file is gone
   */
  boolean delete(StoredFile file) throws IOException, InterruptedException {
    for (SinkCursor cursor : cursors()) {
      if (!cursor.giveUp(file)) {
        return false;
      }
    }
    Files.deleteIfExists(file.path());
    return true;
  }

  /**
   * Takes {@code file}, which every sink has, out of the queue to use it again.
   *
   * @return whether it did
   */
  boolean keep(StoredFile file, SpareFiles spares) {
    return isWritten && spares.keep(file.path());
  }

  /** Events that sinks without a shipper will never get, found since the last call. */
  long takeExpired() {
    return aside.stream().mapToLong(SinkCursor::takeExpired).sum();
  }

  /**
   * Deletes the run of a dead process, if its files are all gone; one that is shipped goes then.
   */
  void deleteRun() throws IOException {
    if (brief != null && isEmpty()) {
      aside.forEach(SinkCursor::close);
      brief.deleteButLetters();
    }
  }

  /** Looks anew: a directory that could not be read before shows no files, and may have some. */
  private boolean isEmpty() throws IOException {
    int stripes = run.countStripes(0);
    boolean isEmpty = true;
    for (int i = 0; isEmpty && i < stripes; i++) {
      isEmpty = SegmentName.all(run.stripe(i)).isEmpty();
    }
    return isEmpty;
  }

  @Override
  public void close() {
    aside.forEach(SinkCursor::close);
    if (brief != null) {
      brief.close();
    }
  }

  private List<SinkCursor> cursors() {
    List<SinkCursor> all = new ArrayList<>(shippers);
    all.addAll(aside);
    return all;
  }
}
