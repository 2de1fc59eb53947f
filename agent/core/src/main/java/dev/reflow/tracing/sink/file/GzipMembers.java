package dev.reflow.tracing.sink.file;

import dev.reflow.tracing.event.JsonBuffer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A gzip member (RFC 1952) for each batch. Its header has an extra field {@code RF} with the
 * member's whole length, so that members can be walked without inflating them.
 */
final class GzipMembers implements Framing {

  /** Magic, deflate, an extra field, no time, no flags, unknown system, field of 8 bytes: RF, 4. */
  private static final byte[] HEADER = {
    0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, (byte) 0xFF, 8, 0, 'R', 'F', 4, 0
  };

  private static final int HEADER_BYTES = HEADER.length + Integer.BYTES;
  private static final int TRAILER_BYTES = 2 * Integer.BYTES;
  private static final int STEP = 65_536;

  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final CRC32 crc = new CRC32();

  @Override
  public void frame(JsonBuffer lines, Chunk target) {
    int start = target.size();
    target.write(HEADER, 0, HEADER.length);
    putInt(target, 0);
    deflate(lines, target);
    crc.reset();
    crc.update(lines.array(), 0, lines.size());
    putInt(target, (int) crc.getValue());
    putInt(target, lines.size());
    int end = target.size();
    target.resize(start + HEADER.length);
    putInt(target, end - start);
    target.resize(end);
  }

  private void deflate(JsonBuffer lines, Chunk target) {
    deflater.reset();
    deflater.setInput(lines.array(), 0, lines.size());
    deflater.finish();
    while (!deflater.finished()) {
      target.reserve(STEP);
      int bytes = deflater.deflate(target.array(), target.size(), STEP);
      target.resize(target.size() + bytes);
    }
  }

  @Override
  public long wholeLength(RandomAccessFile file) throws IOException {
    long length = file.length();
    long at = 0;
    while (at < length) {
      file.seek(at);
      for (int i = 0; i < Math.min(HEADER.length, length - at); i++) {
        if (file.readByte() != HEADER[i]) {
          return FOREIGN;
        }
      }
      if (length - at < HEADER_BYTES) {
        return at;
      }
      long member = Integer.reverseBytes(file.readInt()) & 0xFFFF_FFFFL;
      if (member < HEADER_BYTES + TRAILER_BYTES) {
        return FOREIGN;
      }
      if (member > length - at) {
        return at;
      }
      at += member;
    }
    return at;
  }

  @Override
  public void close() {
    deflater.end();
  }

  private static void putInt(Chunk target, int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      target.write(value >>> shift);
    }
  }
}
