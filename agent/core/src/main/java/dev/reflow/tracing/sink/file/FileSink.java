package dev.reflow.tracing.sink.file;

import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as lines of a file that is rotated by size and age. One process at a time: a second
 * one waits, its events on its queue, until the first is done.
 */
public final class FileSink implements Sink {

  /** Lines gathered for one frame at most; a larger batch takes several. */
  private static final int FRAME_BYTES = 256 * 1024;

  /** Beyond so many, what a commit costs is nothing beside what the events do. */
  private static final int EVENTS_AT_ONCE = 8_192;

  private final Path path;
  private final FileLimits limits;
  private final boolean isSynced;
  private final FileFormat format;
  private final Clock clock;
  private final Log log;
  private final JsonBuffer lines = new JsonBuffer();
  private final EventJson json = new EventJson(lines);

  private @Nullable WriterLock lock;
  private @Nullable EventFile file;

  /**
   * A sink that has touched nothing yet.
   *
   * @param path where to write; the format's suffix is put behind it, unless it is there
   * @param limits a file that has reached one is renamed before the next batch, and a new one begun
   * @param isSynced whether a batch is on the disk, and not only the operating system's, before it
   *     is acknowledged
   * @param clock for the names and the age of files
   */
  public FileSink(
      Path path, FileLimits limits, boolean isSynced, FileFormat format, Clock clock, Log log) {
    String name = path.toString();
    Path whole = name.endsWith(format.suffix()) ? path : Path.of(name + format.suffix());
    this.path = whole.toAbsolutePath().normalize();
    this.limits = limits;
    this.isSynced = isSynced;
    this.format = format;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String target() {
    return path.toString();
  }

  @Override
  public void open() throws SinkException {
    try {
      Path parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      lock = WriterLock.take(path, "process " + ProcessHandle.current().pid());
      if (lock == null) {
        throw taken();
      }
      file = EventFile.open(path, format, clock, log);
    } catch (IOException e) {
      throw failure(e);
    } catch (LinkageError e) {
      String line = format + " cannot be loaded here (" + e + "); set reflow.compression=gzip";
      throw SinkException.fatal(line, e);
    }
  }

  private SinkException taken() {
    String line = "%s is written by %s; give each process its own reflow.sink.file.path";
    return SinkException.retry(line.formatted(path, WriterLock.owner(path)), null);
  }

  @Override
  public void write(EventView event) throws SinkException {
    int before = lines.size();
    try {
      json.writeLine(event);
    } catch (IOException | RuntimeException e) {
      lines.cut(before);
      throw SinkException.poison("it cannot be written as JSON: " + e, e);
    }
    if (lines.size() >= FRAME_BYTES) {
      append(opened());
    }
  }

  @Override
  public int eventsAtOnce() {
    return EVENTS_AT_ONCE;
  }

  @Override
  public void commit() throws SinkException {
    EventFile target = opened();
    append(target);
    try {
      target.commit(isSynced);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void append(EventFile target) throws SinkException {
    if (lines.size() == 0) {
      return;
    }
    try {
      if (target.isFull(limits)) {
        target.rotate();
      }
      target.append(lines);
    } catch (IOException e) {
      throw failure(e);
    }
    lines.clear();
  }

  private EventFile opened() throws SinkException {
    EventFile target = file;
    if (target == null) {
      throw SinkException.retry(path + " is not open", null);
    }
    return target;
  }

  private SinkException failure(IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    if (reason.contains("No space left") || reason.contains("not enough space")) {
      return SinkException.retry("the disk of " + path + " is full: make room on it", e);
    }
    String line = "%s cannot be written (%s): check reflow.sink.file.path";
    return SinkException.retry(line.formatted(path, reason), e);
  }

  @Override
  public void close() {
    lines.clear();
    EventFile closing = file;
    file = null;
    if (closing != null) {
      closing.close();
    }
    WriterLock held = lock;
    lock = null;
    if (held != null) {
      held.close();
    }
  }
}
