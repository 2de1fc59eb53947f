package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.Memory;
import dev.reflow.tracing.health.Fate;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One of a stripe's files, mapped whole. Its blocks are allocated by writing zeros ahead of the
 * mark with a system call, never by a store, and touched before a writer comes.
 *
 * <p>{@link #grow} is called under the stripe's lock, {@link #growTo} by the agent's thread; they
 * keep out of each other's way, since zeros must not land on what was recorded meanwhile.
 */
final class MappedSegment extends Extent {

  /** How far an application's thread moves the mark when the agent's own comes too late. */
  private static final int OWN_STEP_BYTES = 32 * 1024;

  /** Not more, or the JDK's copy of it comes from {@code mmap} each time. */
  private static final int STEP_BYTES = 64 * 1024;

  /**
   * The mark moves by whole pages of the system's: a store to a page of which the disk has a part
   * only (its blocks may be smaller) makes it look for the rest, and fails where there is no room.
   */
  static final int PAGE_BYTES =
      System.getProperty("os.arch").equals("aarch64") ? STEP_BYTES : Memory.PAGE_BYTES;

  private static final byte[] ZEROS = new byte[STEP_BYTES];

  private final Path path;
  private final RandomAccessFile file;
  private final MappedByteBuffer map;
  private final long start;
  private final DiskGuard guard;
  private final AtomicBoolean growing = new AtomicBoolean();

  private MappedSegment(Path path, RandomAccessFile file, MappedByteBuffer map, DiskGuard guard) {
    super(
        Memory.address(map) + SegmentPrefix.BYTES,
        Memory.address(map) + map.capacity(),
        Memory.address(map));
    this.path = path;
    this.file = file;
    this.map = map;
    this.start = Memory.address(map);
    this.guard = guard;
  }

  /**
   * Makes the file {@code path} of {@code bytes} and allocates the first {@code ahead} of them. It
   * shows its name once it can be read.
   */
  static MappedSegment create(Path path, long bytes, int ahead, DiskGuard guard)
      throws IOException {
    Path hidden = path.resolveSibling("." + path.getFileName());
    RandomAccessFile file = new RandomAccessFile(hidden.toFile(), "rw");
    MappedSegment made = null;
    try {
      made = new MappedSegment(path, file, map(file, bytes), guard);
      made.allocate(made.start + ahead);
      file.seek(0);
      file.write(SegmentPrefix.bytes());
      Files.move(hidden, path);
      return made;
    } catch (IOException | RuntimeException | Error failure) {
      if (made != null) {
        Memory.unmap(made.map);
      }
      file.close();
      Files.deleteIfExists(hidden);
      throw failure;
    }
  }

  /** The channel's own view of the file lives on in the map. */
  private static MappedByteBuffer map(RandomAccessFile file, long bytes) throws IOException {
    file.setLength(bytes);
    return file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, bytes);
  }

  Path path() {
    return path;
  }

  /** Whether the address {@code position} is in this file. */
  boolean holds(long position) {
    return position >= base && position <= end;
  }

  /** Bytes that take room on the disk and in memory. Any thread. */
  long allocatedBytes() {
    return mark() - start;
  }

  /** Bytes that belong to the file's length and take no room yet. Any thread. */
  long promisedBytes() {
    return end - mark();
  }

  @Override
  Fate grow(long wanted) {
    if (guard.isClosed()) {
      return Fate.DISK_GUARDED;
    }
    if (!guard.allowsApplications() || !growing.compareAndSet(false, true)) {
      return wanted <= mark() ? Fate.RECORDED : Fate.STRIPE_BUSY;
    }
    try {
      allocate(Math.min(end, Math.max(wanted, mark() + OWN_STEP_BYTES)));
      return Fate.RECORDED;
    } catch (IOException | InternalError refused) {
      guard.refused(refused);
      return Fate.DISK_GUARDED;
    } finally {
      growing.set(false);
    }
  }

  /**
   * Moves the mark to {@code wanted}, or to the end, on the agent's thread, which may wait for the
   * disk.
   *
   * @return whether anything was to be done
   */
  boolean growTo(long wanted) {
    long target = Math.min(end, wanted);
    if (mark() >= target || !growing.compareAndSet(false, true)) {
      return false;
    }
    guard.beginWriting();
    try {
      while (mark() < target) {
        allocate(Math.min(target, mark() + STEP_BYTES));
      }
      guard.accepted();
    } catch (IOException | InternalError refused) {
      guard.refused(refused);
    } finally {
      guard.endWriting();
      growing.set(false);
    }
    return true;
  }

  /** Lets go of a file that nobody writes any more; {@code usedEnd} is where its records end. */
  void close(long usedEnd) throws IOException {
    Memory.unmap(map);
    try (file) {
      file.setLength(usedEnd - start);
    }
  }

  /** Lets go of a file that nobody has written, and deletes it. */
  void discard() throws IOException {
    Memory.unmap(map);
    file.close();
    Files.deleteIfExists(path);
  }

  /** Not by the channel: the interrupt of an application's thread would close that. */
  private void allocate(long wanted) throws IOException {
    long from = mark();
    long pages = (wanted - start + PAGE_BYTES - 1) / PAGE_BYTES;
    long target = Math.min(end, start + pages * PAGE_BYTES);
    for (long at = from; at < target; at += ZEROS.length) {
      file.seek(at - start);
      file.write(ZEROS, 0, (int) Math.min(ZEROS.length, target - at));
    }
    for (long at = from; at < target; at += Memory.PAGE_BYTES) {
      Memory.putByte(at, (byte) 0);
    }
    // The JVM throws for a store that failed only when the thread comes back from a call like this.
    file.getFilePointer();
    setMark(target);
  }
}
