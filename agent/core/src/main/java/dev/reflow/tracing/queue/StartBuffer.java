package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EventEncoder;
import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.Memory;
import dev.reflow.tracing.health.Fate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stripe's memory for events that come before the queue is open. Under the stripe's lock. */
final class StartBuffer implements Extents {

  /** Each is as self-contained as a file, so that it can be copied to whichever one has room. */
  static final int CHUNK_BYTES = 256 * 1024;

  private final MemoryBudget budget;
  private final List<Chunk> full = new ArrayList<>();

  /** {@code usedEnd} is behind the end mark. */
  private record Chunk(Extent extent, long usedEnd) {

    long pagesEnd() {
      return usedEnd - SegmentFile.HEADER_BYTES;
    }
  }

  private static final class MemoryExtent extends Extent {

    MemoryExtent(long address) {
      super(address, address + CHUNK_BYTES, address + CHUNK_BYTES);
    }

    @Override
    Fate grow(long wanted) {
      return Fate.START_BUFFER_FULL;
    }
  }

  StartBuffer(MemoryBudget budget) {
    this.budget = budget;
  }

  @Override
  public @Nullable Extent next() {
    return budget.take(CHUNK_BYTES) ? new MemoryExtent(Memory.allocate(CHUNK_BYTES)) : null;
  }

  @Override
  public Fate refusal() {
    return Fate.START_BUFFER_FULL;
  }

  @Override
  public void retire(Extent extent, long usedEnd) {
    full.add(new Chunk(extent, usedEnd));
  }

  @Override
  public boolean hasReaders() {
    return false;
  }

  /**
   * Writes every closed page to {@code target}, which writes to {@code files}, in order. The
   * agent's own thread.
   *
   * @return how many events are lost because the disk has no room for them
   */
  long copyTo(PageWriter target, StripeFiles files) {
    long lost = 0;
    for (Chunk chunk : full) {
      if (lost > 0 || !makeRoom(target, files)) {
        lost += countFlows(chunk, chunk.extent.base);
      } else {
        lost += copy(chunk, target);
      }
    }
    return lost;
  }

  /** Returns how many events of {@code chunk} are lost: those from a page on that does not take. */
  private static long copy(Chunk chunk, PageWriter target) {
    for (long page = chunk.extent.base; page < chunk.pagesEnd(); page += pageBytes(page)) {
      try {
        copy(page, target);
      } catch (InternalError unstored) {
        target.abandon();
        return countFlows(chunk, page);
      }
    }
    return 0;
  }

  private static boolean makeRoom(PageWriter target, StripeFiles files) {
    try {
      // With the process's record, should it be another file.
      files.reserve(target.position(), CHUNK_BYTES + Stripe.LONGEST_BYTES);
      return target.makeRoom(CHUNK_BYTES) == Fate.RECORDED;
    } catch (IOException full) {
      return false;
    }
  }

  private static long countFlows(Chunk chunk, long from) {
    long flows = 0;
    for (long page = from; page < chunk.pagesEnd(); page += pageBytes(page)) {
      long end = page + pageBytes(page);
      for (long at = page + SegmentFile.HEADER_BYTES; at < end; at += Memory.getInt(at)) {
        flows += EventLayout.isEvent(Memory.getByte(at + EventLayout.KIND)) ? 1 : 0;
      }
    }
    return flows;
  }

  @Override
  public void end() {
    for (Chunk chunk : full) {
      Memory.free(chunk.extent.base);
      budget.giveBack(CHUNK_BYTES);
    }
    full.clear();
  }

  private static int pageBytes(long page) {
    return SegmentFile.HEADER_BYTES + Memory.getInt(page);
  }

  /** The first commit word goes last: until then a reader of the open page sees none of it. */
  private static void copy(long page, PageWriter target) {
    long from = page + SegmentFile.HEADER_BYTES;
    long to = target.position();
    int bytes = Memory.getInt(page);
    long rest = (long) bytes - EventLayout.VERSION_AT;
    Memory.copy(from + EventLayout.VERSION_AT, to + EventLayout.VERSION_AT, rest);
    EventEncoder.commit(to, Memory.getInt(from));
    target.advance(bytes);
    target.closePage();
  }
}
