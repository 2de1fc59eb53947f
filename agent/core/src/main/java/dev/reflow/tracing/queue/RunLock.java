package dev.reflow.tracing.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The lock on a run's {@code run.lock}: held as long as its process lives. Any thread. */
final class RunLock implements AutoCloseable {

  static final String FILE = "run.lock";

  /**
   * The runs that this process holds. To look at them through the file would lose the lock: POSIX
   * gives back all locks of a process on a file when it closes any channel of it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  /** Those of them that this process has made, and writes. */
  private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

  /** Those that are held for a moment only: who wants to take one over waits for it. */
  private static final Set<Path> BRIEF = ConcurrentHashMap.newKeySet();

  private final FileChannel channel;
  private Path run;

  private RunLock(FileChannel channel, Path run) {
    this.channel = channel;
    this.run = run;
  }

  static RunLock take(Path run) throws IOException {
    FileChannel channel =
        FileChannel.open(
            run.resolve(FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    return new RunLock(channel, run);
  }

  /** The lock of a run whose process is gone, or null when it lives or another has taken it. */
  static @Nullable RunLock takeOver(Path run) throws IOException {
    synchronized (OWN) {
      Path real = run.toRealPath();
      awaitBrief(real);
      if (OWN.contains(real) || !Files.exists(run.resolve(FILE))) {
        return null;
      }
      FileChannel channel = FileChannel.open(run.resolve(FILE), StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return null;
      }
      OWN.add(real);
      return new RunLock(channel, real);
    }
  }

  /** The same for a moment: whoever of this process wants the lock too waits for it. */
  static @Nullable RunLock takeBriefly(Path run) throws IOException {
    synchronized (OWN) {
      RunLock lock = takeOver(run);
      if (lock != null) {
        BRIEF.add(lock.run);
      }
      return lock;
    }
  }

  private static void awaitBrief(Path run) {
    boolean interrupted = false;
    while (BRIEF.contains(run)) {
      try {
        OWN.wait();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether this process holds the lock of {@code run}. */
  static boolean isOwn(Path run) {
    return isIn(OWN, run);
  }

  /** Whether this process has made {@code run} and still holds its lock. */
  static boolean isWritten(Path run) {
    return isIn(WRITTEN, run);
  }

  private static boolean isIn(Set<Path> runs, Path run) {
    try {
      return runs.contains(run.toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Gives the directory {@code from}, which holds the file, the name {@code path}: none of this
   * process looks at the file there before the lock is known to be its own.
   */
  void move(Path from, Path path) throws IOException {
    synchronized (OWN) {
      Files.move(from, path);
      run = path.toRealPath();
      WRITTEN.add(run);
      OWN.add(run);
    }
  }

  /** Whether any process holds the lock of {@code run}. */
  static boolean isHeld(Path run) {
    // Together with takeOver, lest this look at a file lose the lock that it takes meanwhile.
    synchronized (OWN) {
      try {
        return OWN.contains(run.toRealPath()) || isLocked(run.resolve(FILE));
      } catch (IOException gone) {
        return false;
      }
    }
  }

  /** Tries a shared lock, so that two who look at once do not see each other. */
  private static boolean isLocked(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.tryLock(0, Long.MAX_VALUE, true) == null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ended) {
      // The lock ends with the process at the latest.
    } finally {
      synchronized (OWN) {
        OWN.remove(run);
        WRITTEN.remove(run);
        BRIEF.remove(run);
        OWN.notifyAll();
      }
    }
  }
}
