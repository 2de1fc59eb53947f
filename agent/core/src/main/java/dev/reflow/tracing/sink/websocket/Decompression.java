package dev.reflow.tracing.sink.websocket;

import com.github.luben.zstd.ZstdInputStream;
import dev.reflow.tracing.sink.ZstdLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reads a compressed frame of a Reflow server. Stateless; any thread. zstd loads when it comes. */
final class Decompression {

  private static final int ZSTD_MAGIC = 0x28B5_2FFD;
  private static final int GZIP_MAGIC = 0x1F8B;

  private Decompression() {}

  /** The JSON in {@code frame}, of which at most {@code maxBytes} are read. */
  static byte[] decompress(byte[] frame, int maxBytes) throws IOException {
    try (InputStream in = stream(frame)) {
      return in.readNBytes(maxBytes);
    } catch (LinkageError e) {
      throw new IOException("its zstd frames cannot be read on this machine", e);
    }
  }

  private static InputStream stream(byte[] frame) throws IOException {
    InputStream in = new ByteArrayInputStream(frame);
    if (startsWith(frame, ZSTD_MAGIC, Integer.BYTES)) {
      ZstdLibrary.load();
      return new ZstdInputStream(in);
    }
    if (startsWith(frame, GZIP_MAGIC, Short.BYTES)) {
      return new GZIPInputStream(in);
    }
    throw new IOException(
        "its answer is compressed with neither zstd nor gzip; set the server to one of them");
  }

  private static boolean startsWith(byte[] frame, int magic, int bytes) {
    if (frame.length < bytes) {
      return false;
    }
    int found = 0;
    for (int i = 0; i < bytes; i++) {
      found = found << 8 | (frame[i] & 0xFF);
    }
    return found == magic;
  }
}
