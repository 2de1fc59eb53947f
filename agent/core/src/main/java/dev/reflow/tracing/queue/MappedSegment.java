package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.Memory;
import dev.reflow.tracing.health.Fate;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

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

  /**
   * How far the agent's thread moves it at a time. The kernel caches what one call writes in few
   * large pieces, and touching those costs less than touching single pages.
   */
  private static final int STEP_BYTES = 256 * 1024;

  /**
   * How far it moves it at a time for a writer in a hurry: what the processor maps as one page, so
   * that one touch does for all of it.
   */
  static final int LARGE_STEP_BYTES = 2 << 20;

  /**
   * The mark moves by whole pages of the system's: a store to a page of which the disk has a part
   * only (its blocks may be smaller) makes it look for the rest, and fails where there is no room.
   */
  static final int PAGE_BYTES =
      System.getProperty("os.arch").equals("aarch64") ? 64 * 1024 : Memory.PAGE_BYTES;

  private static final VarHandle GROWING = growingHandle();

  /** Made when first needed. */
  private static final class Step {
    static final @Nullable ByteBuffer ZEROS = Zeros.direct(STEP_BYTES);
  }

  /** Made when the first writer is in a hurry. */
  private static final class LargeStep {
    static final @Nullable ByteBuffer ZEROS = Zeros.direct(LARGE_STEP_BYTES);
  }

  /** What the name of a file begins with that cannot be read yet. */
  static final String HIDDEN = ".";

  private final Path path;
  private final RandomAccessFile file;
  private final MappedByteBuffer map;
  private final long start;
  private final DiskGuard guard;

  /** Whether all of its blocks are there and zero, as in a file that is used again. */
  private final boolean isAllocated;

  /** Whether somebody moves the mark. Given back by a store alone: the stack may be at its end. */
  @SuppressWarnings("UnusedVariable") // read by its handle
  private volatile boolean growing;

  /** Written before the agent's thread hears that the file is left. */
  private long usedEnd;

  private boolean closed;

  /** The agent's thread's own; another one once an interrupt has closed it. */
  private @Nullable FileChannel channel;

  private MappedSegment(
      Path path,
      RandomAccessFile file,
      MappedByteBuffer map,
      DiskGuard guard,
      boolean isAllocated) {
    super(
        Memory.address(map) + SegmentPrefix.BYTES,
        Memory.address(map) + map.capacity(),
        Memory.address(map));
    this.path = path;
    this.file = file;
    this.map = map;
    this.start = Memory.address(map);
    this.guard = guard;
    this.isAllocated = isAllocated;
  }

  /**
   * Makes the file {@code path} of {@code bytes} and allocates the first {@code ahead} of them. It
   * shows its name once it can be read.
   */
  static MappedSegment create(Path path, long bytes, int ahead, DiskGuard guard)
      throws IOException {
    return begin(path, bytes, ahead, guard, false);
  }

  /**
   * The same of the file {@code spare}, which is {@code bytes} long and zero, and has no other name
   * afterwards.
   */
  static MappedSegment reuse(Path spare, Path path, long bytes, int ahead, DiskGuard guard)
      throws IOException {
    // One that could not be deleted must not be in the way for ever.
    Files.move(spare, hidden(path), StandardCopyOption.REPLACE_EXISTING);
    return begin(path, bytes, ahead, guard, true);
  }

  private static Path hidden(Path path) {
    return path.resolveSibling(HIDDEN + path.getFileName());
  }

  private static MappedSegment begin(
      Path path, long bytes, int ahead, DiskGuard guard, boolean isAllocated) throws IOException {
    Path hidden = hidden(path);
    RandomAccessFile file = null;
    MappedSegment made = null;
    try {
      file = new RandomAccessFile(hidden.toFile(), "rw");
      made = new MappedSegment(path, file, map(file, bytes), guard, isAllocated);
      made.allocate(made.start + ahead, hidden);
      file.seek(0);
      file.write(SegmentPrefix.bytes());
      Files.move(hidden, path);
      return made;
    } catch (IOException | RuntimeException | Error failure) {
      undo(file, made, hidden);
      throw failure;
    }
  }

  private static void undo(
      @Nullable RandomAccessFile file, @Nullable MappedSegment made, Path hidden)
      throws IOException {
    try (file) {
      if (made != null) {
        made.letGo();
      }
    } finally {
      Files.deleteIfExists(hidden);
    }
  }

  /** The channel's own view of the file lives on in the map. */
  private static MappedByteBuffer map(RandomAccessFile file, long bytes) throws IOException {
    file.setLength(bytes);
    return file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, bytes);
  }

  /** Whether the address {@code position} is in this file. */
  boolean holds(long position) {
    return position >= base && position <= end;
  }

  /** Whether this is the file of that name. Any thread. */
  boolean isAt(Path name) {
    return path.equals(name);
  }

  /** Bytes before {@code position}; of a position in another file, those that are allocated. */
  long bytesUpTo(long position) {
    return (holds(position) ? position : mark()) - start;
  }

  /** Bytes that take room on the disk and in memory. Any thread. */
  long allocatedBytes() {
    return (isAllocated ? end : mark()) - start;
  }

  /** Bytes that belong to the file's length and take no room yet. Any thread. */
  long promisedBytes() {
    return isAllocated ? 0 : end - mark();
  }

  /** Bytes that take room and are not used yet, as in a file that is used again. Any thread. */
  long spareBytes() {
    return isAllocated ? end - mark() : 0;
  }

  @Override
  Fate grow(long wanted) {
    if (guard.isClosed()) {
      return Fate.DISK_GUARDED;
    }
    if (!guard.allowsApplications() || !GROWING.compareAndSet(this, false, true)) {
      return wanted <= mark() ? Fate.RECORDED : Fate.STRIPE_BUSY;
    }
    try {
      allocateOwn(pageEnd(Math.max(wanted, mark() + OWN_STEP_BYTES)));
      return Fate.RECORDED;
    } catch (IOException | InternalError refused) {
      guard.refused(refused);
      return Fate.DISK_GUARDED;
    } finally {
      growing = false;
    }
  }

  /**
   * Moves the mark to {@code wanted}, or to the end, on the agent's thread, which may wait for the
   * disk; in large steps where it is that far.
   *
   * @return whether anything was to be done
   */
  boolean growTo(long wanted) {
    long target = Math.min(end, wanted);
    boolean worked = false;
    // Step by step, so that a writer who comes to the mark meanwhile need not wait for them all.
    while (mark() < target && step(target)) {
      worked = true;
    }
    return worked;
  }

  /** Returns whether the mark has moved. */
  private boolean step(long target) {
    if (!GROWING.compareAndSet(this, false, true)) {
      return false;
    }
    guard.beginWriting();
    try {
      allocate(Math.min(end, nextStep(target)), path);
      guard.accepted();
      return true;
    } catch (ClosedByInterruptException interrupted) {
      // Says nothing about the disk; the channel is opened anew.
      Thread.interrupted();
      return false;
    } catch (IOException | InternalError refused) {
      guard.refused(refused);
      return false;
    } finally {
      guard.endWriting();
      growing = false;
    }
  }

  private long pageEnd(long address) {
    long pages = (address - start + PAGE_BYTES - 1) / PAGE_BYTES;
    return Math.min(end, start + pages * PAGE_BYTES);
  }

  /** Where the present step ends: writes begin where the kernel's large pieces do. */
  private long nextStep(long target) {
    long offset = mark() - start;
    if (offset % LARGE_STEP_BYTES == 0 && target - mark() >= LARGE_STEP_BYTES) {
      return mark() + LARGE_STEP_BYTES;
    }
    return start + (offset / STEP_BYTES + 1) * STEP_BYTES;
  }

  /** The address behind {@code position} where a large step ends. */
  long largeStepEnd(long position) {
    return start + ((position - start) / LARGE_STEP_BYTES + 1) * LARGE_STEP_BYTES;
  }

  /** Its writer has gone; {@code recordsEnd} is the address where its records end. */
  void leave(long recordsEnd) {
    usedEnd = recordsEnd;
  }

  /** Lets go of a file that its writer has left; once more does nothing. One thread at a time. */
  void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    letGo();
    try (file) {
      file.setLength(usedEnd - start);
    }
  }

  /** Lets go of a file that nobody has written, and deletes it. */
  void discard() throws IOException {
    letGo();
    file.close();
    Files.deleteIfExists(path);
  }

  private void letGo() throws IOException {
    Memory.unmap(map);
    FileChannel opened = channel;
    if (opened != null) {
      opened.close();
    }
  }

  /** On the agent's thread. */
  private void allocate(long target, Path at) throws IOException {
    long from = mark();
    if (!isAllocated) {
      writeZeros(from, target, at);
    }
    touch(from, target);
  }

  private void writeZeros(long from, long target, Path at) throws IOException {
    ByteBuffer large = target - from >= LARGE_STEP_BYTES ? LargeStep.ZEROS : null;
    ByteBuffer step = large == null ? Step.ZEROS : large;
    if (step == null) {
      Zeros.write(file, from - start, target - start);
      return;
    }
    ByteBuffer zeros = step.duplicate();
    for (long next = from; next < target; next += zeros.limit()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), target - next));
      write(zeros, next - start, at);
    }
  }

  private void write(ByteBuffer zeros, long at, Path where) throws IOException {
    FileChannel opened = channel;
    if (opened == null || !opened.isOpen()) {
      opened = FileChannel.open(where, StandardOpenOption.WRITE);
      channel = opened;
    }
    for (long end = at + zeros.remaining(); zeros.hasRemaining(); ) {
      opened.write(zeros, end - zeros.remaining());
    }
  }

  private void allocateOwn(long target) throws IOException {
    long from = mark();
    if (!isAllocated) {
      Zeros.write(file, from - start, target - start);
    }
    touch(from, target);
  }

  private void touch(long from, long target) throws IOException {
    for (long at = from; at < target; at += Memory.PAGE_BYTES) {
      Memory.putByte(at, (byte) 0);
    }
    // The JVM throws for a store that failed only when the thread comes back from a call like this.
    file.getFilePointer();
    setMark(target);
  }

  private static VarHandle growingHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(MappedSegment.class, "growing", boolean.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }
}
