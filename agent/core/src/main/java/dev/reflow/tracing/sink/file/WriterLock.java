package dev.reflow.tracing.sink.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second writer away from a file: a lock on {@code FILE.lock}, which holds the writer's
 * name while it is held and is gone afterwards.
 *
 * <p>POSIX gives back every lock of a process on a file as soon as it closes any handle of it. So
 * while a lock is held, nothing in here opens the file a second time: what this process holds is
 * looked up in memory.
 */
final class WriterLock implements AutoCloseable {

  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();
  private static final int ATTEMPTS = 10;
  private static final int MAX_MARK = 1 << 20;

  private final Path path;
  private final RandomAccessFile file;

  private WriterLock(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * The lock of {@code target}, or null when another writer has it.
   *
   * @param owner what {@link #owner} tells others
   */
  static @Nullable WriterLock take(Path target, String owner) throws IOException {
    Path path = lockPath(target);
    if (!OWN.add(path)) {
      return null;
    }
    WriterLock taken = null;
    try {
      taken = lock(path, owner.getBytes(StandardCharsets.UTF_8));
    } finally {
      if (taken == null) {
        OWN.remove(path);
      }
    }
    return taken;
  }

  /** Who has the lock of {@code target}, as far as it can be told. */
  static String owner(Path target) {
    Path path = lockPath(target);
    if (OWN.contains(path)) {
      return "this process already";
    }
    try {
      return Files.readString(path).strip();
    } catch (IOException e) {
      return "another process";
    }
  }

  private static Path lockPath(Path target) {
    return target.resolveSibling(target.getFileName() + ".lock");
  }

  private static @Nullable WriterLock lock(Path path, byte[] owner) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      boolean isKept = false;
      try {
        // Far behind the content, which Windows would not let others read otherwise.
        if (file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
          return null;
        }
        if (isAt(path, file)) {
          file.setLength(0);
          file.write(owner);
          isKept = true; // Not before: on a full disk the name cannot be written.
          return new WriterLock(path, file);
        }
      } finally {
        if (!isKept) {
          file.close();
        }
      }
    }
    return null;
  }

  /**
   * Whether {@code file} is still what {@code path} names: the owner before may have deleted it
   * after we opened it. Told by its size, because looking into it would give the lock back.
   */
  private static boolean isAt(Path path, RandomAccessFile file) throws IOException {
    int mark = 1 + ThreadLocalRandom.current().nextInt(MAX_MARK);
    file.setLength(mark);
    return Files.exists(path) && Files.size(path) == mark;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // It stays behind; the lock itself goes with the handle.
    }
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was buffered.
    }
    OWN.remove(path);
  }
}
