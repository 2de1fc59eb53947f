package dev.reflow.tracing.sink.file;

import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The open file: what is appended counts only once it is committed. The shipper's thread only.
 *
 * <p>Written through {@link RandomAccessFile} and not through a channel, which an interrupt of the
 * thread would close.
 */
final class EventFile implements AutoCloseable {

  private final Path path;
  private final FileFormat format;
  private final Framing framing;
  private final Clock clock;
  private final Chunk frame = new Chunk();
  private RandomAccessFile file;
  private long committed;

  /** When the first of the file's events was written, as far as it can be told. */
  private Instant since = Instant.MAX;

  /** Whether the directory may not know of the file yet, should the power fail. */
  private boolean isNew = true;

  private EventFile(
      Path path, FileFormat format, Framing framing, Clock clock, RandomAccessFile file) {
    this.path = path;
    this.format = format;
    this.framing = framing;
    this.clock = clock;
    this.file = file;
  }

  /** Opens {@code path} for appending, after cutting off what was left unfinished at its end. */
  static EventFile open(Path path, FileFormat format, Clock clock, Log log) throws IOException {
    Framing framing = format.framing();
    boolean isOpen = false;
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      EventFile opened = new EventFile(path, format, framing, clock, file);
      opened.repair(log);
      isOpen = true;
      return opened;
    } finally {
      if (!isOpen) {
        framing.close();
      }
    }
  }

  private void repair(Log log) throws IOException {
    boolean isRepaired = false;
    try {
      long length = file.length();
      long whole = framing.wholeLength(file);
      if (whole == Framing.FOREIGN) {
        Path kept = rotate();
        log.warn("file sink: %s held something else, which is %s now".formatted(path, kept));
      } else {
        if (whole < length) {
          file.setLength(whole);
          String line = "file sink: cut %d unfinished bytes off the end of %s";
          log.info(line.formatted(length - whole, path));
        }
        appendFrom(whole);
        since = whole == 0 ? Instant.MAX : age();
      }
      isRepaired = true;
    } finally {
      if (!isRepaired) {
        file.close();
      }
    }
  }

  /** Before JDK 19 Linux tells no more than the last write; then a file's age begins there. */
  private Instant age() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).creationTime().toInstant();
  }

  /** Appends {@code lines} as one frame. */
  void append(JsonBuffer lines) throws IOException {
    if (since.equals(Instant.MAX)) {
      since = clock.instant();
    }
    frame.reset();
    framing.frame(lines, frame);
    file.write(frame.array(), 0, frame.size());
  }

  /** What was appended stays; where it {@code isSynced}, after a loss of power, too. */
  void commit(boolean isSynced) throws IOException {
    if (isSynced) {
      file.getFD().sync();
      if (isNew) {
        Directory.sync(path);
        isNew = false;
      }
    }
    committed = file.getFilePointer();
  }

  /** Whether the file is to be rotated before the next batch. */
  boolean isFull(FileLimits limits) throws IOException {
    return committed > 0
        && (committed >= limits.maxBytes() || isOlderThan(limits.maxAge()))
        && file.getFilePointer() == committed;
  }

  private boolean isOlderThan(Duration age) {
    return Duration.between(since, clock.instant()).compareTo(age) >= 0;
  }

  /** Renames the file, whose every byte is committed, and begins a new one. */
  Path rotate() throws IOException {
    // Closed first, because Windows does not rename an open file.
    file.close();
    try {
      return Rotation.rotate(path, format.suffix(), clock.instant());
    } finally {
      file = new RandomAccessFile(path.toFile(), "rw");
      appendFrom(file.length());
      since = committed == 0 ? Instant.MAX : since;
      isNew = true;
    }
  }

  private void appendFrom(long length) throws IOException {
    committed = length;
    file.seek(length);
  }

  /** Takes back what was not committed, and closes. */
  @Override
  public void close() {
    framing.close();
    try (RandomAccessFile closing = file) {
      if (Files.isRegularFile(path) && closing.length() > committed) {
        closing.setLength(committed);
      }
    } catch (IOException e) {
      // The next open finds the unfinished end and cuts it off.
    }
  }
}
