package dev.reflow.tracing.sink;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.reflow.tracing.event.JsonBuffer;
import java.nio.ByteBuffer;

/**
 * Compresses into zstd frames (RFC 8878) with a checksum, level 1. Not thread-safe.
 *
 * <p>From memory outside of the heap: while zstd reads an array, no garbage can be collected, and
 * every thread of the application's that needs room would wait.
 */
public final class ZstdCompression implements AutoCloseable {

  private static final int LEVEL = 1;

  static {
    ZstdLibrary.load();
  }

  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private ByteBuffer plain = ByteBuffer.allocateDirect(0);
  private ByteBuffer compressed = plain;

  public ZstdCompression() {
    context.setLevel(LEVEL);
    context.setChecksum(true);
  }

  /** One frame of what {@code text} holds, from position to limit; holds until the next call. */
  public ByteBuffer compress(JsonBuffer text) {
    int size = text.size();
    if (plain.capacity() < size) {
      plain = ByteBuffer.allocateDirect(size + size / 8);
      compressed = ByteBuffer.allocateDirect(Math.toIntExact(Zstd.compressBound(plain.capacity())));
    }
    plain.put(0, text.array(), 0, size);
    compressed.clear();
    int bytes =
        context.compressDirectByteBuffer(compressed, 0, compressed.capacity(), plain, 0, size);
    return compressed.limit(bytes).position(0);
  }

  @Override
  public void close() {
    context.close();
  }
}
