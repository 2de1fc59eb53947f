package dev.reflow.tracing.queue;

/**
 * How large the parts of a queue grow. Immutable.
 *
 * @param stripes a power of two, at most {@link Position#MAX_STRIPES}
 * @param pageBytes when a page is closed
 * @param segmentBytes when a file is closed and the stripe's next one begun
 * @param startBufferBytes memory for events that come before the queue is open, all stripes
 *     together
 */
public record QueueLimits(int stripes, int pageBytes, long segmentBytes, long startBufferBytes) {

  private static final int PAGE_BYTES = 4 * 1024;
  private static final long SEGMENT_BYTES = 16L << 20;
  private static final long LEAST_SEGMENT_BYTES = 1L << 20;
  private static final long START_BUFFER_BYTES = 128L << 20;

  public QueueLimits {
    if (Integer.bitCount(stripes) != 1 || stripes > Position.MAX_STRIPES) {
      throw new IllegalArgumentException(stripes + " stripes");
    }
  }

  /**
   * Four stripes for each processor, sixteen at least. A thread that is taken off its processor
   * while it writes holds its stripe for milliseconds: with four stripes for eight busy threads on
   * two processors, one event in ten found all of them held; with sixteen, none.
   */
  public static QueueLimits forProcessors(int processors) {
    int wanted = Math.min(Math.max(16, 4 * processors), Position.MAX_STRIPES);
    int stripes = Integer.highestOneBit(wanted);
    return new QueueLimits(stripes, PAGE_BYTES, SEGMENT_BYTES, START_BUFFER_BYTES);
  }

  /** The same with segments so small that a file for each stripe takes a quarter of the queue. */
  public QueueLimits within(long maxBytes) {
    long most = Math.max(LEAST_SEGMENT_BYTES, maxBytes / (4L * stripes));
    return withSegmentBytes(Math.min(segmentBytes, most));
  }

  /** The same with segments of {@code bytes}. */
  public QueueLimits withSegmentBytes(long bytes) {
    return new QueueLimits(stripes, pageBytes, bytes, startBufferBytes);
  }
}
