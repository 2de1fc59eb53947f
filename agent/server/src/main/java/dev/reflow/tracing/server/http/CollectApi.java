package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.collect.Compression;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.protocol.Lines;
import dev.reflow.tracing.server.store.Intake;
import dev.reflow.tracing.server.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes events as lines of JSON. Any thread. */
final class CollectApi {

  private final Intake intake;

  CollectApi(Intake intake) {
    this.intake = intake;
  }

  Reply post(Ask ask) throws StoreException, MalformedException, IOException {
    try (InputStream lines = unpacked(ask.header().get("Content-Encoding"), ask.body())) {
      long stored = new Lines(intake).store(lines);
      return Reply.json(
          200,
          json -> {
            json.writeStartObject();
            json.writeNumberProperty("stored", stored);
            json.writeEndObject();
          });
    }
  }

  private static InputStream unpacked(@Nullable String encoding, InputStream body)
      throws MalformedException {
    if (encoding == null || encoding.equals("identity")) {
      return body;
    }
    try {
      return switch (encoding.toLowerCase(Locale.ROOT)) {
        case "gzip" -> Compression.GZIP.stream(body);
        case "zstd" -> Compression.ZSTD.stream(body);
        case "br" -> Compression.BROTLI.stream(body);
        default -> throw new MalformedException("Content-Encoding is gzip, zstd or br");
      };
    } catch (IOException e) {
      // Some read their header at once.
      throw new MalformedException("the body is not compressed with " + encoding);
    }
  }
}
