package dev.reflow.tracing.server.collect;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.reflow.tracing.server.event.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.brotli.dec.BrotliInputStream;

/** How a binary frame is compressed. Any thread. */
public enum Compression {
  ZSTD,
  GZIP,
  /** A block, and before it the length of what it unpacks to: four bytes, the lowest first. */
  LZ4,
  BROTLI;

  private static final int LZ4_HEADER = 4;
  private static final int ZSTD_LEVEL = 3;

  /** 32 MiB: as much as a frame may unpack to, and not the 128 that a few bytes could ask for. */
  private static final int ZSTD_LARGEST_WINDOW_LOG = 25;

  private static final int ZSTD_MAGIC = 0xFD2FB528;
  private static final int PIECE = 64 << 10;
  private static final LZ4Factory LZ4_BLOCKS = LZ4Factory.safeInstance();

  /** A frame's content, and how it came. Immutable. */
  public static final class Unpacked {
    private final byte[] bytes;
    private final Compression compression;

    private Unpacked(byte[] bytes, Compression compression) {
      this.bytes = bytes;
      this.compression = compression;
    }

    public byte[] bytes() {
      return bytes;
    }

    public Compression compression() {
      return compression;
    }
  }

  /**
   * Unpacks a frame by what it begins with: zstd and gzip say so, LZ4's length must be right; what
   * is left is Brotli's, which has no mark.
   *
   * @param limit most bytes that it may unpack to
   */
  public static Unpacked unpack(byte[] frame, int limit) throws MalformedException {
    if (isZstd(frame)) {
      return new Unpacked(unpack(ZSTD, frame, limit), ZSTD);
    }
    MalformedException notGzip = null;
    if (frame.length > 2 && frame[0] == 0x1F && frame[1] == (byte) 0x8B) {
      try {
        return new Unpacked(unpack(GZIP, frame, limit), GZIP);
      } catch (MalformedException e) {
        // An LZ4 frame's length may look like this mark.
        notGzip = e;
      }
    }
    if (mayBeLz4(frame, limit)) {
      try {
        return new Unpacked(lz4(frame), LZ4);
      } catch (LZ4Exception e) {
        // Then it was no length.
      }
    }
    if (notGzip != null) {
      throw notGzip;
    }
    return new Unpacked(unpack(BROTLI, frame, limit), BROTLI);
  }

  private static boolean isZstd(byte[] frame) {
    return frame.length >= 4 && littleEndian(frame) == ZSTD_MAGIC;
  }

  private static int littleEndian(byte[] frame) {
    return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private static boolean mayBeLz4(byte[] frame, int limit) {
    if (frame.length <= LZ4_HEADER) {
      return false;
    }
    long length = Integer.toUnsignedLong(littleEndian(frame));
    // A block cannot unpack to more than 255 times its size.
    return length > 0 && length <= limit && length <= 255L * frame.length;
  }

  private static byte[] lz4(byte[] frame) {
    int length = littleEndian(frame);
    byte[] bytes = new byte[length];
    int unpacked =
        LZ4_BLOCKS
            .safeDecompressor()
            .decompress(frame, LZ4_HEADER, frame.length - LZ4_HEADER, bytes, 0, length);
    if (unpacked != length) {
      throw new LZ4Exception("another length than it says");
    }
    return bytes;
  }

  private static byte[] unpack(Compression how, byte[] frame, int limit) throws MalformedException {
    try (InputStream in = how.stream(new ByteArrayInputStream(frame))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(limit, frame.length * 6));
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (out.size() + read > limit) {
          throw new MalformedException(
              "the frame unpacks to more than " + (limit >> 20) + " MiB; send smaller batches");
        }
        out.write(piece, 0, read);
      }
      return out.toByteArray();
    } catch (IOException | RuntimeException e) {
      throw new MalformedException(
          "a binary frame is JSON compressed with zstd, gzip, lz4 or brotli; this one is not");
    }
  }

  /** What {@code in} holds, unpacked. */
  public InputStream stream(InputStream in) throws IOException {
    return switch (this) {
      case ZSTD -> new ZstdInputStream(in).setLongMax(ZSTD_LARGEST_WINDOW_LOG);
      case GZIP -> new GZIPInputStream(in);
      case BROTLI -> new BrotliInputStream(in);
      case LZ4 -> throw new IOException("a block is no stream");
    };
  }

  /** Whether answers can be compressed like this; for Brotli we only have what unpacks. */
  public boolean canPack() {
    return this != BROTLI;
  }

  /** Compresses an answer. */
  public byte[] pack(byte[] bytes) {
    return switch (this) {
      case ZSTD -> Zstd.compress(bytes, ZSTD_LEVEL);
      case GZIP -> gzip(bytes);
      case LZ4 -> lz4Block(bytes);
      case BROTLI -> throw new UnsupportedOperationException("no encoder");
    };
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] lz4Block(byte[] bytes) {
    byte[] block = LZ4_BLOCKS.fastCompressor().compress(bytes);
    return ByteBuffer.allocate(LZ4_HEADER + block.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length)
        .put(block)
        .array();
  }
}
