package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.ZstdCompression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Sends the JSON of a batch as one frame. The shipper's thread only. */
interface BatchFrames extends AutoCloseable {

  /** Sends what {@code batch} holds, which is the caller's again when this returns. */
  void send(JsonBuffer batch, Connection connection) throws SinkException;

  @Override
  default void close() {}

  /** As it is. */
  final class Plain implements BatchFrames {
    @Override
    public void send(JsonBuffer batch, Connection connection) throws SinkException {
      connection.sendText(batch.array(), 0, batch.size());
    }
  }

  /** Each frame a gzip file of its own. */
  final class Gzip implements BatchFrames {
    @Override
    public void send(JsonBuffer batch, Connection connection) throws SinkException {
      ByteArrayOutputStream frame = new ByteArrayOutputStream(batch.size() / 8);
      try (GZIPOutputStream gzip = new GZIPOutputStream(frame)) {
        batch.writeTo(gzip);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // In memory there is none.
      }
      connection.sendBinary(ByteBuffer.wrap(frame.toByteArray()));
    }
  }

  /** Each frame one of zstd's. */
  final class ZstdBinary implements BatchFrames {

    private final ZstdCompression compression = new ZstdCompression();

    @Override
    public void send(JsonBuffer batch, Connection connection) throws SinkException {
      connection.sendBinary(compression.compress(batch));
    }

    @Override
    public void close() {
      compression.close();
    }
  }
}
