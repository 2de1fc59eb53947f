package dev.reflow.tracing.queue;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The files of one stripe. A writer only swaps one for the next: {@link #tend}, on the agent's
 * thread and without the stripe's lock, has made the next before the present one is full, allocates
 * ahead of the writer, and finishes what was left. The monitor is for the agent's own threads; no
 * writer takes it.
 */
final class StripeFiles implements Extents {

  /** Allocated at first, and ahead of a writer that writes little. */
  static final int LEAST_AHEAD_BYTES = 128 * 1024;

  /** Ahead of a writer that writes much. */
  private static final int MOST_AHEAD_BYTES = 4 << 20;

  /** Whoever needs as much ahead as this is in a hurry: room is made for it in large steps. */
  private static final int HURRY_BYTES = 512 * 1024;

  /** How many times of what was written since the last look is allocated ahead. */
  private static final int AHEAD_LOOKS = 16;

  private final Path stripe;
  private final SpareFiles spares;
  private final DiskGuard disk;
  private final DiskGuard directory;
  private final Log log;

  /** Made by the agent's thread, taken by a writer. */
  private volatile @Nullable MappedSegment prepared;

  /** Taken by a writer. */
  private volatile @Nullable MappedSegment present;

  /** Left by a writer, for the agent's thread to finish: no other is taken before it does. */
  private final AtomicReference<@Nullable MappedSegment> left = new AtomicReference<>();

  /** Left before {@link #left} was finished, which only the end of all recording does. */
  private volatile @Nullable MappedSegment leftBefore;

  private long lastNumber = -1;
  private long lastPosition;

  /** Whether the writer was in a hurry when last looked at. */
  private boolean hurried;

  private boolean ended;

  private StripeFiles(
      Path stripe, SpareFiles spares, DiskGuard disk, DiskGuard directory, Log log) {
    this.stripe = stripe;
    this.spares = spares;
    this.disk = disk;
    this.directory = directory;
    this.log = log;
  }

  /**
   * Makes the directory {@code stripe} with its first file; later ones may be of {@code spares}.
   */
  static StripeFiles create(
      Path stripe, SpareFiles spares, DiskGuard disk, DiskGuard directory, Log log)
      throws IOException {
    Files.createDirectory(stripe);
    StripeFiles files = new StripeFiles(stripe, spares, disk, directory, log);
    files.prepare();
    return files;
  }

  @Override
  public @Nullable Extent next() {
    MappedSegment next = prepared;
    if (next == null || left.get() != null) {
      return null;
    }
    prepared = null;
    present = next;
    return next;
  }

  @Override
  public Fate refusal() {
    return directory.isClosed() || disk.isClosed() ? Fate.DISK_GUARDED : Fate.STRIPE_BUSY;
  }

  @Override
  public void retire(Extent full, long usedEnd) {
    MappedSegment segment = (MappedSegment) full;
    segment.leave(usedEnd);
    leftBefore = left.get();
    if (present == full) {
      present = null;
    }
    left.set(segment);
  }

  @Override
  public boolean hasReaders() {
    return true;
  }

  @Override
  public synchronized void end() {
    ended = true;
    try {
      finishLeft();
      MappedSegment before = leftBefore;
      leftBefore = null;
      if (before != null) {
        before.close();
      }
      MappedSegment unused = prepared;
      prepared = null;
      if (unused != null) {
        unused.discard();
      }
    } catch (IOException failure) {
      log.debug("a file of " + stripe + " could not be closed: " + failure);
    }
  }

  /**
   * Prepares what a writer at {@code position} will need next. The agent's thread alone; may wait
   * for the disk.
   *
   * @return whether there was anything to do
   */
  synchronized boolean tend(long position) {
    if (ended) {
      return false;
    }
    long now = System.nanoTime();
    MappedSegment writing = present;
    boolean worked =
        writing != null
            && writing.holds(position)
            && disk.allowsAgent(now)
            && growAhead(writing, position);
    if (prepared == null
        && (writing == null || isQuarterFull(writing, position))
        && directory.allowsAgent(now)) {
      prepareOrRefuse();
      worked = true;
    }
    // Last: nobody waits for it but the next file's next.
    return finishLeft() || worked;
  }

  private void prepareOrRefuse() {
    disk.beginWriting();
    try {
      prepare();
      directory.accepted();
    } catch (ClosedByInterruptException interrupted) {
      // Says nothing about the directory.
      Thread.interrupted();
    } catch (IOException | RuntimeException | InternalError refused) {
      directory.refused(refused);
    } finally {
      disk.endWriting();
    }
  }

  /** Has {@code bytes} ready behind {@code position}, or in another file; the agent's thread. */
  synchronized void reserve(long position, int bytes) throws IOException {
    finishLeft();
    MappedSegment writing = present;
    if (writing != null) {
      writing.growTo(position + bytes);
    }
    if (prepared == null) {
      prepare();
    }
    MappedSegment next = prepared;
    if (next != null) {
      next.growTo(next.base + bytes);
    }
  }

  /** Bytes of the files that are mapped, as far as they take room. Any thread. */
  long allocatedBytes() {
    MappedSegment writing = present;
    MappedSegment next = prepared;
    return (writing == null ? 0 : writing.allocatedBytes())
        + (next == null ? 0 : next.allocatedBytes());
  }

  /**
   * Bytes of the file {@code path} that are written, while a writer is at {@code position}; -1
   * where it is neither the present nor the next file. Any thread.
   */
  long usedBytes(Path path, long position) {
    MappedSegment writing = present;
    if (writing != null && writing.isAt(path)) {
      return writing.bytesUpTo(position);
    }
    MappedSegment next = prepared;
    return next != null && next.isAt(path) ? SegmentPrefix.BYTES : -1;
  }

  /** Bytes by which those files are longer than the room that they take. Any thread. */
  long promisedBytes() {
    MappedSegment writing = present;
    MappedSegment next = prepared;
    return (writing == null ? 0 : writing.promisedBytes())
        + (next == null ? 0 : next.promisedBytes());
  }

  /** Bytes of those files that take room and are not used yet. Any thread. */
  long spareBytes() {
    MappedSegment writing = present;
    MappedSegment next = prepared;
    return (writing == null ? 0 : writing.spareBytes()) + (next == null ? 0 : next.spareBytes());
  }

  private boolean growAhead(MappedSegment writing, long position) {
    long written = writing.holds(lastPosition) ? position - lastPosition : 0;
    lastPosition = position;
    long ahead = Math.max(LEAST_AHEAD_BYTES, Math.min(MOST_AHEAD_BYTES, AHEAD_LOOKS * written));
    hurried = ahead >= HURRY_BYTES;
    long wanted = hurried ? writing.largeStepEnd(position + ahead) : position + ahead;
    // In steps of half of what is wanted, so that a busy writer does not cause a call per event.
    return writing.mark() - position < ahead / 2 && writing.growTo(wanted);
  }

  private static boolean isQuarterFull(MappedSegment writing, long position) {
    return position - writing.base > (writing.end - writing.base) / 4;
  }

  private boolean finishLeft() {
    MappedSegment finished = left.get();
    if (finished == null) {
      return false;
    }
    disk.beginWriting();
    try {
      finished.close();
    } catch (IOException failure) {
      log.debug("a file of " + stripe + " could not be cut: " + failure);
    } finally {
      disk.endWriting();
      // Unless another was left while the disk kept this waiting.
      left.compareAndSet(finished, null);
    }
    return true;
  }

  private void prepare() throws IOException {
    Path path = SegmentName.file(stripe, lastNumber + 1);
    int ahead = hurried ? MappedSegment.LARGE_STEP_BYTES : LEAST_AHEAD_BYTES;
    long bytes = spares.segmentBytes();
    int fitting = (int) Math.min(ahead, bytes);
    MappedSegment reused = reuse(path, bytes, fitting);
    prepared = reused == null ? MappedSegment.create(path, bytes, fitting, disk) : reused;
    lastNumber++;
  }

  private @Nullable MappedSegment reuse(Path path, long bytes, int ahead) throws IOException {
    Path spare = spares.take();
    if (spare == null) {
      return null;
    }
    try {
      return MappedSegment.reuse(spare, path, bytes, ahead, disk);
    } catch (NoSuchFileException deleted) {
      // Whether by somebody who tidies up or with the directory, the next call will show.
      return null;
    } catch (IOException | RuntimeException | Error refused) {
      spares.giveBack(spare);
      throw refused;
    }
  }
}
