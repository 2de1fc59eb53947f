package dev.reflow.tracing.ship;

import java.time.Duration;

/**
 * When a batch leaves: as soon as either limit is reached. Immutable.
 *
 * @param size events in a batch, from 1 on
 * @param timeout since the batch's first event was read
 */
public record BatchLimits(int size, Duration timeout) {

  public BatchLimits {
    if (size < 1) {
      throw new IllegalArgumentException("a batch of " + size + " events");
    }
  }
}
