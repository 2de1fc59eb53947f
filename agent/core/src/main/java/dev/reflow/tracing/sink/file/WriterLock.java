package dev.reflow.tracing.sink.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second writer away from a file: a lock on {@code FILE.lock}, which holds the writer's
 * name while it is held and is gone afterwards.
 */
final class WriterLock implements AutoCloseable {

  private static final int ATTEMPTS = 10;

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
    for (int i = 0; i < ATTEMPTS; i++) {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      if (!isLocked(file)) {
        file.close();
        return null;
      }
      String content = owner + "\n" + UUID.randomUUID();
      file.setLength(0);
      file.write(content.getBytes(StandardCharsets.UTF_8));
      // The one before may have deleted the file between our opening and locking it.
      if (Files.exists(path) && content.equals(Files.readString(path))) {
        return new WriterLock(path, file);
      }
      file.close();
    }
    return null;
  }

  /** Who has the lock of {@code target}, as far as it can be told. */
  static String owner(Path target) {
    try {
      return Files.readAllLines(lockPath(target)).get(0);
    } catch (IOException | IndexOutOfBoundsException e) {
      return "another process";
    }
  }

  private static Path lockPath(Path target) {
    return target.resolveSibling(target.getFileName() + ".lock");
  }

  private static boolean isLocked(RandomAccessFile file) throws IOException {
    try {
      // Far behind the content, which Windows would not let others read otherwise.
      FileLock lock = file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // An empty file stays behind; the lock itself goes with the handle.
    }
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was buffered.
    }
  }
}
