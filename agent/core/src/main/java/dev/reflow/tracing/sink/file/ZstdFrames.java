package dev.reflow.tracing.sink.file;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.sink.ZstdLibrary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/** A zstd frame (RFC 8878) with a checksum for each batch. */
final class ZstdFrames implements Framing {

  private static final int LEVEL = 1;

  static {
    ZstdLibrary.load();
  }

  private final ZstdCompressCtx context = new ZstdCompressCtx();

  // Outside of the heap: while zstd reads an array, no garbage can be collected, and every thread
  // of the application's that needs room would wait.
  private ByteBuffer plain = ByteBuffer.allocateDirect(0);
  private ByteBuffer compressed = plain;

  ZstdFrames() {
    context.setLevel(LEVEL);
    context.setChecksum(true);
  }

  @Override
  public void frame(JsonBuffer lines, Chunk target) {
    int bound = Math.toIntExact(Zstd.compressBound(lines.size()));
    if (plain.capacity() < lines.size()) {
      plain = ByteBuffer.allocateDirect(lines.size() + lines.size() / 8);
      compressed = ByteBuffer.allocateDirect(Math.toIntExact(Zstd.compressBound(plain.capacity())));
    }
    plain.put(0, lines.array(), 0, lines.size());
    int bytes = context.compressDirectByteBuffer(compressed, 0, bound, plain, 0, lines.size());
    target.reserve(bytes);
    compressed.get(0, target.array(), target.size(), bytes);
    target.resize(target.size() + bytes);
  }

  @Override
  public long wholeLength(RandomAccessFile file) throws IOException {
    return new ZstdWalk(file).wholeLength();
  }

  @Override
  public void close() {
    context.close();
  }
}
