package dev.reflow.tracing.queue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * One of a stripe's files, read while it may still be written. Not thread-safe.
 *
 * <p>Chronicle's format is a chain of documents: a header of four bytes, then as many as its low 30
 * bits say, filled up to a multiple of four. A header of zero is where the next document will
 * begin, and where the records of a page that is open already stand.
 *
 * <p>Read with {@code read}, not mapped: a file that is cut shorter under a mapping kills the
 * process. Not a channel either: an interrupt would close that.
 */
final class SegmentFile implements AutoCloseable {

  static final int HEADER_BYTES = 4;

  /** The header of a file's end. */
  static final int END_OF_FILE = 0xC000_0000;

  private static final int METADATA = 0x4000_0000;
  private static final int NOT_COMPLETE = 0x8000_0000;
  private static final int LENGTH = 0x3FFF_FFFF;

  private static final int BLOCK_BYTES = 4 * 1024;
  private static final int LEAST_AHEAD = 8 * 1024;
  private static final int MOST_AHEAD = 64 * 1024;

  private final Path path;
  private final RandomAccessFile file;
  private final byte[] word = new byte[HEADER_BYTES];

  /** Closed pages read ahead: a writer changes nothing of them any more. */
  private ByteBuffer ahead = ByteBuffer.allocate(0);

  private long aheadAt;
  private int wantedAhead = LEAST_AHEAD;

  SegmentFile(Path path) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  /** Whether anything was recorded in the file at {@code path}. */
  static boolean isBegun(Path path) throws IOException {
    try (SegmentFile file = new SegmentFile(path)) {
      return file.word(SegmentPrefix.BYTES + HEADER_BYTES) != 0;
    }
  }

  Path path() {
    return path;
  }

  long length() throws IOException {
    return file.length();
  }

  /**
   * The word at {@code at}, a header or a record's length; 0 behind the file's end. What is read
   * later is as new as it.
   */
  int word(long at) throws IOException {
    if (read(at, word, word.length) < word.length) {
      return 0;
    }
    VarHandle.loadLoadFence();
    return ByteBuffer.wrap(word).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
  }

  /**
   * Reads what stands from {@code at} on into {@code bytes}, from its index 0.
   *
   * @return how many bytes, fewer than {@code wanted} only at the file's end
   */
  int read(long at, byte[] bytes, int wanted) throws IOException {
    file.seek(at);
    return read(bytes, wanted);
  }

  /** The header at {@code at}; 0 behind the file's end. What is read later is as new as it. */
  int header(long at) throws IOException {
    return isAhead(at, HEADER_BYTES) ? ahead.getInt((int) (at - aheadAt)) : word(at);
  }

  /** Whether the file is long enough for {@code length} bytes behind a header at {@code at}. */
  boolean holds(long at, int length) throws IOException {
    return isAhead(at, HEADER_BYTES + length) || at + length <= length();
  }

  /**
   * Reads the {@code length} bytes behind the header at {@code at}, which was found complete, and
   * looks ahead for the pages that follow.
   *
   * @return how many bytes, fewer than {@code length} only at the file's end
   */
  int readClosed(long at, byte[] bytes, int length) throws IOException {
    if (!isAhead(at, HEADER_BYTES + length)) {
      readAhead(at);
    }
    if (!isAhead(at, HEADER_BYTES + length)) {
      return read(at + HEADER_BYTES, bytes, length);
    }
    ahead.get((int) (at - aheadAt) + HEADER_BYTES, bytes, 0, length);
    return length;
  }

  /** The length of {@code path} without the zeros at its end, to a block; 0 where unreadable. */
  static long usedBytes(Path path, long length) {
    try (SegmentFile file = new SegmentFile(path)) {
      // Records lie close: a block of zeros is behind the last of them.
      long used = 0;
      long zero = wholeBlocks(length) / BLOCK_BYTES;
      byte[] block = new byte[BLOCK_BYTES];
      while (used < zero) {
        long middle = (used + zero) / 2;
        int read = file.read(middle * BLOCK_BYTES, block, BLOCK_BYTES);
        if (isZero(block, read)) {
          zero = middle;
        } else {
          used = middle + 1;
        }
      }
      return Math.min(length, used * BLOCK_BYTES);
    } catch (IOException unreadable) {
      return 0;
    }
  }

  /** What {@code bytes} of a file take, rounded up to whole blocks. */
  static long wholeBlocks(long bytes) {
    return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isMetadata(int header) {
    return (header & METADATA) != 0;
  }

  static boolean isComplete(int header) {
    return header != 0 && (header & NOT_COMPLETE) == 0;
  }

  static int length(int header) {
    return header & LENGTH;
  }

  /** Where the header behind that of {@code header} at {@code at} is. */
  static long next(long at, int header) {
    return at + HEADER_BYTES + ((length(header) + 3L) & ~3L);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean isAhead(long at, int length) {
    return at >= aheadAt && at + length <= aheadAt + ahead.limit();
  }

  /**
   * Reads twice: the first time for the headers, the second time for what belongs to those that are
   * complete, because the system copies in no order, and a page must be as new as its header.
   */
  private void readAhead(long at) throws IOException {
    ahead.limit(0);
    if (ahead.capacity() < wantedAhead) {
      ahead = ByteBuffer.allocate(wantedAhead).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    }
    int closed = closedPages(ahead.array(), read(at, ahead.array(), wantedAhead));
    VarHandle.loadLoadFence();
    int again = closed == 0 ? 0 : read(at, ahead.array(), closed);
    ahead.limit(again);
    aheadAt = at;
    wantedAhead = Math.min(MOST_AHEAD, Math.max(LEAST_AHEAD, 2 * closed));
  }

  /** Bytes of the whole closed pages among the first {@code length} of {@code bytes}. */
  private static int closedPages(byte[] bytes, int length) {
    ByteBuffer pages = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    long next = 0;
    while (next <= length) {
      at = (int) next;
      int header = length - at < HEADER_BYTES ? 0 : pages.getInt(at);
      next = isComplete(header) ? next(at, header) : Long.MAX_VALUE;
    }
    return at;
  }

  private int read(byte[] into, int bytes) throws IOException {
    int got = 0;
    while (got < bytes) {
      int more = file.read(into, got, bytes - got);
      if (more < 0) {
        break;
      }
      got += more;
    }
    return got;
  }
}
