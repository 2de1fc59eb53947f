package dev.reflow.tracing.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Held on a run while another process than its writer reads it: files that leave the queue are
 * deleted then, and stay for the reader what they were, instead of being written again. A shared
 * lock on the run's {@code readers.lock}, one for all readers of a process. Any thread.
 */
final class ReadLease implements AutoCloseable {

  private static final String FILE = "readers.lock";

  /** Of this process: POSIX gives back all its locks on a file when it closes any channel of it. */
  private static final Map<Path, Shared> HELD = new HashMap<>();

  private final Path run;
  private boolean closed;

  private static final class Shared {
    final FileChannel file;
    int readers;

    Shared(FileChannel file) {
      this.file = file;
    }
  }

  private ReadLease(Path run) {
    this.run = run;
  }

  /** Makes the file that is locked; before anybody knows the run. */
  static void create(Path run) throws IOException {
    Files.createFile(run.resolve(FILE));
  }

  /**
   * A lease of {@code run}; waits for the moment that a file takes to leave the queue.
   *
   * @return null where none is needed: a run without the file uses no file again; and on a file
   *     system without locks no run can be told to be alive
   * @throws UncheckedIOException naming the run, where it cannot be had for any other reason: what
   *     is read could change meanwhile
   */
  static @Nullable ReadLease take(Path run) {
    synchronized (HELD) {
      // By whatever name: a second file on the same lock would take the first one's back.
      Path real = real(run);
      Shared shared = HELD.get(real);
      if (shared == null) {
        shared = lock(real);
      }
      if (shared == null) {
        return null;
      }
      HELD.put(real, shared);
      shared.readers++;
      return new ReadLease(real);
    }
  }

  private static Path real(Path run) {
    try {
      return run.toRealPath();
    } catch (IOException gone) {
      return run;
    }
  }

  private static @Nullable Shared lock(Path run) {
    FileChannel file = null;
    boolean isLocked = false;
    try {
      file = FileChannel.open(run.resolve(FILE), StandardOpenOption.READ);
      FileLock lock = file.lock(0, Long.MAX_VALUE, true);
      isLocked = lock.isValid();
      return new Shared(file);
    } catch (NoSuchFileException notNeeded) {
      return null;
    } catch (IOException failure) {
      String why = run + " is being written and cannot be kept from changing while it is read: ";
      throw new UncheckedIOException(new QueueUnavailableException(why + failure, failure));
    } finally {
      if (file != null && !isLocked) {
        close(file);
      }
    }
  }

  /**
   * Moves {@code file} of {@code run} to {@code target} if nobody reads the run: whoever does so
   * later does not find it. For the run's writer. Where somebody has deleted the file that is
   * locked, nobody can tell, and none is made anew: whoever reads holds the lock of the deleted
   * one.
   *
   * @return whether it did
   */
  static boolean moveUnread(Path run, Path file, Path target) throws IOException {
    try (FileChannel readers = FileChannel.open(run.resolve(FILE), StandardOpenOption.WRITE)) {
      FileLock lock = readers.tryLock();
      if (lock != null) {
        Files.move(file, target);
      }
      return lock != null;
    } catch (OverlappingFileLockException readHere) {
      return false;
    }
  }

  @Override
  public void close() {
    synchronized (HELD) {
      Shared shared = closed ? null : HELD.get(run);
      closed = true;
      if (shared != null && --shared.readers == 0) {
        HELD.remove(run);
        close(shared.file);
      }
    }
  }

  private static void close(FileChannel file) {
    try {
      file.close();
    } catch (IOException ended) {
      // The lock ends with the process at the latest.
    }
  }
}
