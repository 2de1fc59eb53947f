package dev.reflow.tracing.queue;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Pages in a stripe's files: each is one Chronicle document, kept open while records go into it.
 * Under the stripe's lock, and by one process ever: nobody appends to a dead process's files.
 */
final class ChroniclePages implements PageSource {

  /** Small blocks trade rare stalls of 20 ms for frequent ones of 3 us: see {@code docs/adr}. */
  private static final int BLOCK_BYTES = 1 << 20;

  /** Small index pages: a file has few documents, each of many events. */
  private static final int INDEX_COUNT = 4 * 1024;

  private static final int INDEX_SPACING = 64;

  /** Chronicle's own locks are never contended; should one be left held, no thread waits long. */
  private static final long MOST_WAIT_MS = 100;

  private final QueueLimits limits;
  private final SegmentClock clock = new SegmentClock();
  private final ChronicleQueue queue;
  private final ExcerptAppender appender;
  private @Nullable DocumentContext document;
  private long start;
  private long end;
  private boolean freshFile = true;
  private boolean firstOfFile;

  ChroniclePages(Path stripe, QueueLimits limits) {
    this.limits = limits;
    queue =
        SingleChronicleQueueBuilder.binary(stripe)
            .rollCycle(LargeRollCycles.LARGE_DAILY)
            .timeProvider(clock)
            .blockSize(BLOCK_BYTES)
            .indexCount(INDEX_COUNT)
            .indexSpacing(INDEX_SPACING)
            .checkInterrupts(false)
            .timeoutMS(MOST_WAIT_MS)
            .build();
    appender = queue.createAppender();
    // Every thread appends, one at a time: the stripe's lock is what Chronicle's check is for.
    appender.singleThreadedCheckDisabled(true);
  }

  @Override
  public long open() {
    DocumentContext opened = appender.writingDocument();
    document = opened;
    Bytes<?> bytes = bytes(opened);
    start = bytes.writePosition();
    firstOfFile = freshFile;
    freshFile = false;
    // Chronicle maps a quarter of a block more than the block that the document begins in, so what
    // follows the address is mapped, and zero because nobody was there before.
    return bytes.addressForWrite(start);
  }

  @Override
  public boolean isFirstOfFile() {
    return firstOfFile;
  }

  @Override
  public boolean hasReaders() {
    return true;
  }

  @Override
  public int pageBytes() {
    return limits.pageBytes();
  }

  @Override
  public void close(int usedBytes) {
    DocumentContext closing = document;
    if (closing != null) {
      document = null;
      end = start + usedBytes;
      bytes(closing).writePosition(end);
      closing.close();
    }
  }

  @Override
  public boolean isFull() {
    return end >= limits.segmentBytes();
  }

  @Override
  public boolean isOverfull() {
    return end >= limits.segmentBytes() + limits.segmentBytes() / 4;
  }

  @Override
  public void beginFile() {
    clock.nextSegment();
    freshFile = true;
    end = 0;
  }

  @Override
  public void end() {
    appender.close();
    queue.close();
  }

  private static Bytes<?> bytes(DocumentContext document) {
    Wire wire = document.wire();
    if (wire == null) {
      throw new IllegalStateException("a document without a wire");
    }
    return wire.bytes();
  }
}
