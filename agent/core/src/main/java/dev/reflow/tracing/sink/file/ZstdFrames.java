package dev.reflow.tracing.sink.file;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.reflow.tracing.sink.ZstdLibrary;
import java.io.IOException;
import java.io.RandomAccessFile;

/** A zstd frame (RFC 8878) with a checksum for each batch. */
final class ZstdFrames implements Framing {

  private static final int LEVEL = 3;

  static {
    ZstdLibrary.load();
  }

  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstdFrames() {
    context.setLevel(LEVEL);
    context.setChecksum(true);
  }

  @Override
  public void frame(Chunk lines, Chunk target) {
    int bound = Math.toIntExact(Zstd.compressBound(lines.size()));
    target.reserve(bound);
    int bytes =
        context.compressByteArray(
            target.array(), target.size(), bound, lines.array(), 0, lines.size());
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
