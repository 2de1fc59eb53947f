package dev.reflow.tracing.queue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Files of a run that are out of the queue and full of zeros, to be written once more: their blocks
 * and their memory need not be asked for again, which costs more than it does to fill them.
 * Retention's thread keeps them, the one that prepares files takes them.
 */
final class SpareFiles {

  /** What their names begin with. */
  static final String PREFIX = ".spare-";

  private static final int STEP_BYTES = 1 << 20;

  /** Made when the first file is kept. */
  private static final class Step {
    static final @Nullable ByteBuffer ZEROS = Zeros.direct(STEP_BYTES);
  }

  private final Path run;
  private final long segmentBytes;
  private final Deque<Path> spares = new ArrayDeque<>();
  private long kept;
  private boolean ended;

  /**
   * None at first.
   *
   * @param run the directory of the run
   * @param segmentBytes how long each of its files is while it is written
   */
  SpareFiles(Path run, long segmentBytes) {
    this.run = run;
    this.segmentBytes = segmentBytes;
  }

  /** How long each file of the run is while it is written, and each of these. */
  long segmentBytes() {
    return segmentBytes;
  }

  /** What they take on the disk. */
  synchronized long bytes() {
    return spares.size() * segmentBytes;
  }

  /**
   * Takes {@code file} out of the queue to use it again, unless another process reads the run, the
   * disk has no room for what was cut off, or it is not cut off yet.
   *
   * @return whether it is kept; otherwise it is where it was, or gone
   */
  boolean keep(Path file) {
    Path spare = run.resolve(PREFIX + kept++);
    boolean isKept = false;
    try {
      if (takeOut(file, spare)) {
        clear(spare);
        isKept = add(spare);
      }
    } catch (IOException unable) {
      // Whoever asked deletes the file instead; if that fails, too, it is said there.
      isKept = false;
    }
    if (!isKept) {
      // Mostly there is none; one that cannot be deleted goes with its run.
      spare.toFile().delete();
    }
    return isKept;
  }

  /** Hands out the one that was kept last, for good; null when there is none. */
  synchronized @Nullable Path take() {
    return spares.poll();
  }

  /** Takes back one that could not be used, if it is still there and zero. */
  void giveBack(Path spare) throws IOException {
    if (Files.exists(spare) && !add(spare)) {
      Files.deleteIfExists(spare);
    }
  }

  /** Deletes all, as far as that is possible, and keeps none from now on. */
  synchronized void end() throws IOException {
    ended = true;
    IOException first = null;
    for (Path next = spares.poll(); next != null; next = spares.poll()) {
      try {
        Files.deleteIfExists(next);
      } catch (IOException failure) {
        first = first == null ? failure : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** None after {@link #end}: the run's lock is given back then, and readers take no lease. */
  private synchronized boolean takeOut(Path file, Path spare) throws IOException {
    // One that is as long as when it was written is still to be cut, which would cut its next life.
    return !ended && Files.size(file) < segmentBytes && ReadLease.moveUnread(run, file, spare);
  }

  private synchronized boolean add(Path spare) {
    if (!ended) {
      // The last first: the disk has not been given its zeros yet, and the processor knows it.
      spares.push(spare);
    }
    return !ended;
  }

  private void clear(Path spare) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(spare.toFile(), "rw")) {
      FileChannel channel = file.getChannel();
      file.setLength(segmentBytes);
      ByteBuffer step = Step.ZEROS;
      if (step == null) {
        Zeros.write(file, 0, segmentBytes);
        return;
      }
      ByteBuffer zeros = step.duplicate();
      for (long at = 0; at < segmentBytes; ) {
        zeros.clear().limit((int) Math.min(STEP_BYTES, segmentBytes - at));
        at += channel.write(zeros, at);
      }
    }
  }
}
