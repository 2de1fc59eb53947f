package dev.reflow.tracing.queue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Zeros to fill files with. Stateless; any thread. */
final class Zeros {

  private static final byte[] ON_THE_HEAP = new byte[32 * 1024];

  private Zeros() {}

  /**
   * As many beside the heap, where a call takes them as they are.
   *
   * @return null where the application has left nothing of what the JVM may take there; {@link
   *     #write} does then
   */
  static @Nullable ByteBuffer direct(int bytes) {
    try {
      return ByteBuffer.allocateDirect(bytes);
    } catch (OutOfMemoryError atTheLimit) {
      return null;
    }
  }

  /**
   * Fills {@code file} from the byte {@code from} to {@code end}, from the heap. Not by a channel:
   * the interrupt of an application's thread would close that.
   */
  static void write(RandomAccessFile file, long from, long end) throws IOException {
    for (long at = from; at < end; at += ON_THE_HEAP.length) {
      file.seek(at);
      file.write(ON_THE_HEAP, 0, (int) Math.min(ON_THE_HEAP.length, end - at));
    }
  }
}
