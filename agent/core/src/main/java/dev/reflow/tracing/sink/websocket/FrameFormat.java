package dev.reflow.tracing.sink.websocket;

/** What a frame that holds a batch is: a server that takes batches takes each of these. */
public enum FrameFormat {
  /** Text. */
  PLAIN,
  /** Binary, gzip. */
  GZIP,
  /** Binary, zstd. */
  ZSTD;

  BatchFrames frames() {
    return switch (this) {
      case PLAIN -> new BatchFrames.Plain();
      case GZIP -> new BatchFrames.Gzip();
      case ZSTD -> new BatchFrames.ZstdBinary();
    };
  }
}
