package dev.reflow.tracing.sink.file;

import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.sink.ZstdCompression;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/** A zstd frame (RFC 8878) with a checksum for each batch. */
final class ZstdFrames implements Framing {

  private final ZstdCompression compression = new ZstdCompression();

  @Override
  public void frame(JsonBuffer lines, Chunk target) {
    ByteBuffer frame = compression.compress(lines);
    int bytes = frame.remaining();
    target.reserve(bytes);
    frame.get(target.array(), target.size(), bytes);
    target.resize(target.size() + bytes);
  }

  @Override
  public long wholeLength(RandomAccessFile file) throws IOException {
    return new ZstdWalk(file).wholeLength();
  }

  @Override
  public void close() {
    compression.close();
  }
}
