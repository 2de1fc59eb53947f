package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.EventIds;
import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Memory;

/**
 * The events whose messages were handled and made others be sent, each with the one above it, so
 * that a chain of causes can be read upwards. A ring by sequence number, outside of the heap; what
 * was written over is missing in the chains below it, never wrong. Any thread.
 *
 * <pre>
 *   0       8      16    24      32         40
 *   +-------+------+-----+-------+----------+-------+
 *   | stamp | high | low | above | root low | depth |
 *   +-------+------+-----+-------+----------+-------+
 * </pre>
 *
 * <p>The stamp is the sequence number plus one, and zero while somebody writes.
 */
final class CauseChain {

  static final int LINKS = 65_536;

  private static final int LINK_BYTES = 64;
  private static final int STAMP = 0;
  private static final int HIGH = 8;
  private static final int LOW = 16;
  private static final int ABOVE = 24;
  private static final int ROOT_LOW = 32;
  private static final int DEPTH = 40;

  private final long processId;

  // As it is: whatever stands there is no link of the same number, depth and root.
  private final long links = Memory.allocateAsItIs((long) LINKS * LINK_BYTES);

  /** For events of the process with this id. The memory is never given back. */
  CauseChain(long processId) {
    this.processId = processId;
  }

  /** Makes sure that what {@code event} causes can be followed up to it. */
  void add(Cause event) {
    if (event.isLinked) {
      return;
    }
    event.isLinked = true;
    long sequence = EventIds.sequence(processId, event.low);
    long link = link(sequence);
    if (Memory.getLongAcquire(link + STAMP) == sequence + 1
        && Memory.getLong(link + LOW) == event.low) {
      return;
    }
    Memory.putLong(link + STAMP, 0);
    Memory.storeFence();
    Memory.putLong(link + HIGH, event.high);
    Memory.putLong(link + LOW, event.low);
    Memory.putLong(link + ABOVE, event.above);
    Memory.putLong(link + ROOT_LOW, event.rootLow);
    Memory.putInt(link + DEPTH, event.depth);
    Memory.putLongRelease(link + STAMP, sequence + 1);
  }

  /**
   * Puts what stands between the root and the parent of {@code record}'s event into the record's
   * chain: all of it where that is not too long, else the nearest.
   *
   * @param depth the parent's
   * @param aboveParent the last 64 bits of the id of the event above the parent
   */
  void read(int depth, long aboveParent, FlowRecord record) {
    int least = depth < EventLayout.MAX_CHAIN ? 1 : depth - EventLayout.CHAIN_OF_DEEP;
    long above = aboveParent;
    for (int at = depth - 1; at >= least; at--) {
      long sequence = EventIds.sequence(processId, above);
      long link = link(sequence);
      long stamp = Memory.getLongAcquire(link + STAMP);
      long high = Memory.getLong(link + HIGH);
      long low = Memory.getLong(link + LOW);
      long next = Memory.getLong(link + ABOVE);
      boolean fits =
          Memory.getInt(link + DEPTH) == at && Memory.getLong(link + ROOT_LOW) == record.rootLow;
      Memory.loadFence();
      if (!fits || low != above || Memory.getLong(link + STAMP) != stamp || stamp != sequence + 1) {
        return;
      }
      record.addAbove(high, low);
      above = next;
    }
  }

  private long link(long sequence) {
    return links + (sequence & (LINKS - 1)) * LINK_BYTES;
  }
}
