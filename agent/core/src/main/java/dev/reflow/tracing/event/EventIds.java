package dev.reflow.tracing.event;

/**
 * How an event's 128-bit id is made of the little that its record holds. Stateless; any thread.
 *
 * <p>The id is a UUID of version 7 (RFC 9562): 48 bits of milliseconds since the epoch, 12 bits of
 * the millisecond's fraction, then 62 bits: the process id plus the sequence number. So ids sort by
 * time, never repeat within a process, and repeat between two processes only if both random process
 * ids lie within reach of each other's sequence and the events share a quarter of a microsecond.
 */
public final class EventIds {

  private static final long NS_PER_MS = 1_000_000L;
  static final long LOW_62_BITS = (1L << 62) - 1;
  private static final long VARIANT = 1L << 63;
  private static final long VERSION_7 = 0x7000L;

  private EventIds() {}

  /** The first 64 bits: time and version. */
  public static long high(long startNs) {
    long ms = startNs / NS_PER_MS;
    long fraction = ((startNs % NS_PER_MS) << 12) / NS_PER_MS;
    return (ms << 16) | VERSION_7 | fraction;
  }

  /** The sequence number behind {@link #low}; any number for the id of another process. */
  public static long sequence(long processId, long low) {
    return (low - processId) & LOW_62_BITS;
  }

  /** The last 64 bits: variant, process and sequence. */
  public static long low(long processId, long sequence) {
    return VARIANT | ((processId + sequence) & LOW_62_BITS);
  }
}
