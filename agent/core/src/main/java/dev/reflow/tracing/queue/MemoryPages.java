package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EventEncoder;
import dev.reflow.tracing.event.Memory;
import java.util.ArrayList;
import java.util.List;

/** Pages in memory, for events that come before the queue is open. Under the stripe's lock. */
final class MemoryPages implements PageSource {

  private static final int CHUNK_BYTES = 4 * SLACK_BYTES;

  private final MemoryBudget budget;
  private final List<Chunk> full = new ArrayList<>();
  private long address;

  private record Chunk(long address, int usedBytes) {}

  MemoryPages(MemoryBudget budget) {
    this.budget = budget;
  }

  @Override
  public long open() {
    if (!budget.take(CHUNK_BYTES)) {
      return 0;
    }
    address = Memory.allocate(CHUNK_BYTES);
    return address;
  }

  @Override
  public boolean isFirstOfFile() {
    return full.isEmpty();
  }

  @Override
  public boolean hasReaders() {
    return false;
  }

  @Override
  public int pageBytes() {
    return CHUNK_BYTES - SLACK_BYTES;
  }

  @Override
  public void close(int usedBytes) {
    full.add(new Chunk(address, usedBytes));
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public boolean isOverfull() {
    return false;
  }

  @Override
  public void beginFile() {
    throw new IllegalStateException("memory has no files");
  }

  /**
   * Copies every closed page to {@code target} in order. All go to its first file, however large:
   * they share one set of definitions.
   */
  void copyTo(PageSource target) {
    for (Chunk chunk : full) {
      long end = chunk.address + chunk.usedBytes;
      int bytes;
      for (long from = chunk.address; from < end; from += bytes) {
        bytes = recordsWithin(from, end, target.pageBytes());
        copy(from, bytes, target);
      }
    }
  }

  private static int recordsWithin(long from, long end, int wantedBytes) {
    int bytes = 0;
    while (bytes < wantedBytes && from + bytes < end) {
      bytes += Memory.getInt(from + bytes);
    }
    return bytes;
  }

  private static void copy(long from, int bytes, PageSource target) {
    long to = target.open();
    Memory.copy(from + Integer.BYTES, to + Integer.BYTES, bytes - (long) Integer.BYTES);
    // The first commit word last: until then a reader of the open page sees none of it.
    EventEncoder.commit(to, Memory.getInt(from));
    target.close(bytes);
  }

  @Override
  public void end() {
    for (Chunk chunk : full) {
      Memory.free(chunk.address);
      budget.giveBack(CHUNK_BYTES);
    }
    full.clear();
  }
}
