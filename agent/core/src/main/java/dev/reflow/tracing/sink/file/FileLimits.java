package dev.reflow.tracing.sink.file;

import java.time.Duration;

/**
 * How long a file is written to: up to whichever comes first. Immutable.
 *
 * @param maxBytes a file that has reached this is full
 * @param maxAge since its first event was written
 */
public record FileLimits(long maxBytes, Duration maxAge) {

  /** Without an end to a file's age. */
  public static FileLimits ofBytes(long maxBytes) {
    return new FileLimits(maxBytes, Duration.ofSeconds(Long.MAX_VALUE));
  }
}
