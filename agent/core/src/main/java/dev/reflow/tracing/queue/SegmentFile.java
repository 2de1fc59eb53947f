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

  private final Path path;
  private final RandomAccessFile file;
  private final byte[] word = new byte[HEADER_BYTES];

  SegmentFile(Path path) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "r");
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
