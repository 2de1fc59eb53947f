package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.ProcessInfo;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the queue of one process is: {@code run-MILLIS-PID} below the service's queue directory,
 * with {@code run.lock} held while the process lives, {@code process.properties}, {@code
 * readers.lock}, {@code positions/SINK} and the {@code stripe-N}. Any thread.
 */
public final class RunDirectory implements AutoCloseable {

  private static final String PREFIX = "run-";
  private static final String STRIPE = "stripe-";

  /** Of this process: whoever still reads one that was deleted must not take the next for it. */
  private static final Set<Path> MADE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final @Nullable RunLock lock;

  /** Whether the lock is not the writer's but of whoever took the dead writer's place. */
  private final boolean adopted;

  private RunDirectory(Path path, @Nullable RunLock lock, boolean adopted) {
    this.path = path;
    this.lock = lock;
    this.adopted = adopted;
  }

  /**
   * Makes the directory of this process, readable by its owner alone, and locks it until {@link
   * #close} or the end of the process.
   */
  public static RunDirectory create(Path queueDir, ProcessInfo process)
      throws QueueUnavailableException {
    try {
      OwnerOnly.createDirectories(queueDir);
      long startMs = process.startNs() / 1_000_000;
      // Two containers can share a volume and have the same pid.
      Path path = queueDir.resolve(PREFIX + startMs + "-" + process.pid());
      while (Files.exists(path) || MADE.contains(path)) {
        path = queueDir.resolve(PREFIX + ++startMs + "-" + process.pid());
      }
      return createLocked(queueDir, path, process);
    } catch (IOException | SecurityException failure) {
      throw new QueueUnavailableException(
          "the queue directory " + queueDir + " cannot be written: " + reason(failure), failure);
    }
  }

  /** The run at {@code path}, to read from. */
  public static RunDirectory at(Path path) throws QueueUnavailableException {
    if (!isRun(path)) {
      throw new QueueUnavailableException(path + " is not the directory of a run");
    }
    return new RunDirectory(path, null, false);
  }

  /** The runs below {@code queueDir}, oldest first; none where the directory is missing. */
  public static List<RunDirectory> list(Path queueDir) throws QueueUnavailableException {
    List<Path> paths = new ArrayList<>();
    if (Files.exists(queueDir)) {
      try (DirectoryStream<Path> runs = Files.newDirectoryStream(queueDir, PREFIX + "*")) {
        runs.forEach(paths::add);
      } catch (IOException failure) {
        throw new QueueUnavailableException(
            "the queue directory " + queueDir + " cannot be read: " + reason(failure), failure);
      }
    }
    Collections.sort(paths);
    return paths.stream()
        .filter(RunDirectory::isRun)
        .map(path -> new RunDirectory(path, null, false))
        .toList();
  }

  /** Whether {@code path} is a run's directory. */
  public static boolean isRun(Path path) {
    return Files.isRegularFile(path.resolve(RunLock.FILE));
  }

  public Path path() {
    return path;
  }

  /** Whether this process holds the run in the place of a dead one: nobody writes it any more. */
  boolean isAdopted() {
    return adopted;
  }

  /** Whether the process that writes this run still lives. */
  public boolean isAlive() {
    return RunLock.isHeld(path);
  }

  /** Whether the directory that this process made was deleted. */
  public boolean isGone() {
    return !Files.exists(path.resolve(RunLock.FILE));
  }

  /**
   * Waits until the disk takes a change of the directory, for ever where it hangs. In a system
   * call: a thread that waits there holds up nothing of the JVM's, one in a store to a mapped page
   * keeps even its end waiting.
   */
  public void awaitDisk() throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
  }

  /**
   * Takes the place of the process that wrote this run and is gone: until {@link #close}, others
   * see the run as alive and leave it alone.
   *
   * @return null when the process lives after all, or another has taken its place
   */
  public @Nullable RunDirectory adopt() throws QueueUnavailableException {
    try {
      RunLock taken = RunLock.takeOver(path);
      return taken == null ? null : new RunDirectory(path, taken, true);
    } catch (IOException failure) {
      throw new QueueUnavailableException(path + " cannot be adopted: " + failure, failure);
    }
  }

  /** The same for a moment: an {@link #adopt} of this process waits until it is over. */
  @Nullable RunDirectory adoptBriefly() throws IOException {
    RunLock taken = RunLock.takeBriefly(path);
    return taken == null ? null : new RunDirectory(path, taken, true);
  }

  /** Whether this process writes the run, or holds it in the place of a dead one. */
  boolean isHeldHere() {
    return RunLock.isOwn(path);
  }

  /** Whether this process writes the run. */
  boolean isWrittenHere() {
    return RunLock.isWritten(path);
  }

  /**
   * Deletes an adopted run. Its dead letters outlive it: they move beside it, as {@code
   * RUN-dead-letters-SINK.ndjson}.
   */
  public void deleteButLetters() throws IOException {
    try (DirectoryStream<Path> letters = Files.newDirectoryStream(path, "dead-letters-*")) {
      for (Path letter : letters) {
        Files.move(letter, path.resolveSibling(path.getFileName() + "-" + letter.getFileName()));
      }
    }
    delete();
  }

  /** Deletes an adopted run with all that is in it, and gives the lock back. */
  public void delete() throws IOException {
    Path lockFile = path.resolve(RunLock.FILE);
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        // The lock goes last, so that nobody adopts what is half gone.
        if (!file.equals(lockFile) && !file.equals(path)) {
          Files.delete(file);
        }
      }
      Files.delete(lockFile);
    } finally {
      close();
    }
    Files.delete(path);
  }

  /** Whose run this is; null where that cannot be read. */
  public @Nullable ProcessInfo processInfo() {
    return ProcessFile.read(path);
  }

  /** Where {@code sink} keeps how far it has come. */
  public PositionStore positions(String sink) {
    return new PositionStore(path.resolve("positions").resolve(sink));
  }

  /** Where {@code sink} keeps how far it has come with what it is given once more. */
  public PositionStore resends(String sink) {
    return new PositionStore(path.resolve("resends").resolve(sink));
  }

  /** Gives the lock back; on a run that was only found, does nothing. */
  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }

  Path stripe(int number) {
    return path.resolve(STRIPE + number);
  }

  /** How many stripes there are by now, {@code known} at least: they are made in order. */
  int countStripes(int known) {
    int count = known;
    while (count < Position.MAX_STRIPES && Files.isDirectory(stripe(count))) {
      count++;
    }
    return count;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static String reason(Exception failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is not a directory";
    }
    if (failure instanceof FileSystemException refused) {
      String why = refused.getReason();
      return why == null
          ? refused.getFile() + " cannot be made"
          : why + " (" + refused.getFile() + ")";
    }
    return failure.toString();
  }

  /** A directory shows its final name only once it is locked: nobody takes it for a dead run. */
  private static RunDirectory createLocked(Path queueDir, Path path, ProcessInfo process)
      throws IOException {
    Path hidden = queueDir.resolve(".new-" + process.pid() + "-" + Long.toHexString(process.id()));
    clear(hidden);
    OwnerOnly.createDirectory(hidden);
    RunLock lock = null;
    try {
      lock = RunLock.take(hidden);
      ReadLease.create(hidden);
      ProcessFile.write(hidden, process);
      lock.move(hidden, path);
      MADE.add(path);
      return new RunDirectory(path, lock, false);
    } catch (IOException | RuntimeException failure) {
      if (lock != null) {
        lock.close();
      }
      clear(hidden);
      throw failure;
    }
  }

  /** Takes away what an attempt left that failed half-way: the next is to find nothing there. */
  private static void clear(Path hidden) throws IOException {
    if (Files.exists(hidden)) {
      try (Stream<Path> files = Files.walk(hidden)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
