package dev.reflow.tracing.sink.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Walks the zstd frames of a file by their headers (RFC 8878, 3.1), without decompressing them. One
 * use.
 */
final class ZstdWalk {

  private static final int[] MAGIC = {0x28, 0xB5, 0x2F, 0xFD};
  private static final int SINGLE_SEGMENT = 0x20;
  private static final int CHECKSUM = 0x04;
  private static final int CHECKSUM_BYTES = 4;
  private static final int BLOCK_HEADER_BYTES = 3;
  private static final int RLE_BLOCK = 1;

  private final RandomAccessFile file;
  private final long length;

  ZstdWalk(RandomAccessFile file) throws IOException {
    this.file = file;
    this.length = file.length();
  }

  /** See {@link Framing#wholeLength}. */
  long wholeLength() throws IOException {
    long at = 0;
    while (at < length) {
      file.seek(at);
      for (int i = 0; i < Math.min(MAGIC.length, length - at); i++) {
        if (file.read() != MAGIC[i]) {
          return Framing.FOREIGN;
        }
      }
      long end = endOfFrame(at + MAGIC.length);
      if (end < 0 || end > length) {
        return at;
      }
      at = end;
    }
    return at;
  }

  /** Where the frame with the descriptor at {@code at} ends; -1 when the file ends before that. */
  private long endOfFrame(long at) throws IOException {
    try {
      file.seek(at);
      int descriptor = file.readUnsignedByte();
      long block = at + 1 + headerBytes(descriptor);
      boolean isLast = false;
      while (!isLast) {
        file.seek(block);
        int header = file.readUnsignedByte() | file.readUnsignedByte() << 8;
        header |= file.readUnsignedByte() << 16;
        isLast = (header & 1) != 0;
        int size = header >>> 3;
        block += BLOCK_HEADER_BYTES + ((header >>> 1 & 3) == RLE_BLOCK ? 1 : size);
      }
      return block + ((descriptor & CHECKSUM) != 0 ? CHECKSUM_BYTES : 0);
    } catch (EOFException e) {
      return -1;
    }
  }

  /** Bytes between the descriptor and the first block: window, dictionary id, content size. */
  private static int headerBytes(int descriptor) {
    boolean isSingle = (descriptor & SINGLE_SEGMENT) != 0;
    int dictionary = (1 << (descriptor & 3)) >> 1;
    int contentFlag = descriptor >>> 6;
    int content = contentFlag == 0 ? (isSingle ? 1 : 0) : 1 << contentFlag;
    return (isSingle ? 0 : 1) + dictionary + content;
  }
}
