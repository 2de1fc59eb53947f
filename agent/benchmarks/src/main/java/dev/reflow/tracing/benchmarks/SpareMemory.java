package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine's free memory. Some virtual machines give back to their host what is free; each of
 * its pages then costs a fault of the host's when it is next used, for whatever was measured. With
 * {@code KEEP_MEMORY=1} {@code agent/benchmarks/run} stops that, and here enough memory is used
 * once before each child begins. One thread.
 */
final class SpareMemory {

  private static final boolean KEPT = Boolean.getBoolean("benchmarks.keep-memory");

  /** More than any child uses: heap, queue and the page cache of its sink's files. */
  private static final int CHUNKS = 4 * 1024;

  private static final int CHUNK_BYTES = 1 << 20;

  private SpareMemory() {}

  /** For the line above a table: empty, or that memory is kept. */
  static String remark() {
    return KEPT ? ", free memory kept from the host" : "";
  }

  /** Has the host give what the next child will use, where {@code KEEP_MEMORY} asks for it. */
  static void touch() throws IOException {
    if (!KEPT) {
      return;
    }
    Path file = Files.createTempFile(Path.of("/dev/shm"), "spare", "");
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int i = 0; i < CHUNKS; i++) {
        out.write(chunk);
      }
    } finally {
      Files.delete(file);
    }
  }
}
