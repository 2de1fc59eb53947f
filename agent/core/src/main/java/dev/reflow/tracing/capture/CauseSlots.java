package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.EventIds;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Memory;

/**
 * The memory of a {@link CauseTable}: buckets of {@link #WAYS} slots, outside of the heap. A slot
 * is a tag and, elsewhere, an event.
 *
 * <pre>
 *   tag: 32 bits, those of a bucket in one line of cache   event: 64 bytes, one line of cache
 *   +---------------+-----------+---------------+-------+  +-------+-----+-------+-------+------+-------+------+--------+
 *   | 13 bits of key| 8 of time | 8 of sequence | state |  | stamp | key | start | queue | root | depth | flag | parent |
 *   +---------------+-----------+---------------+-------+  +-------+-----+-------+-------+------+-------+------+--------+
 * </pre>
 *
 * <p>A slot is written by whoever made its tag busy. Its stamp, the event's sequence number plus
 * one, is zero meanwhile: a reader that finds the same stamp before and after has read one event.
 * Any thread.
 */
final class CauseSlots {

  static final int WAYS = 16;
  static final int BUCKETS = 4_096;

  /** States of a tag; a tag of zero is free. */
  static final int BUSY = 1;

  /** On its way. */
  static final int LIVE = 2;

  /** On its way, and with others of the same key behind it, whose order its queue word keeps. */
  static final int SHARED = 3;

  /** Delivered. */
  static final int DONE = 4;

  /** Delivered to a handler that failed: it may well come again. */
  static final int FAILED = 5;

  static final int STATE = 7;
  private static final int KEY_BITS = ~0x7FFFF;
  private static final int SEQUENCE_SHIFT = 3;
  private static final int TIME_SHIFT = 11;

  /** A step of the tag's time is about four milliseconds. */
  private static final int STEP_SHIFT = 22;

  private static final int TAG_BYTES = Integer.BYTES;
  private static final int EVENT_BYTES = 64;
  private static final int STAMP = 0;
  private static final int KEY = 8;
  private static final int START_NS = 16;
  private static final int QUEUE = 24;
  private static final int ROOT_HIGH = 32;
  private static final int ROOT_LOW = 40;
  private static final int DEPTH = 48;
  private static final int FLAG = 52;
  private static final int PARENT_LOW = 56;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long processId;
  private final long firstTag = aligned(Memory.allocate(bytes(TAG_BYTES)));
  private final long firstEvent = aligned(Memory.allocateAsItIs(bytes(EVENT_BYTES)));

  /** For events of the process with this id. The memory is never given back. */
  CauseSlots(long processId) {
    this.processId = processId;
  }

  private static long bytes(int each) {
    return (long) BUCKETS * WAYS * each + EVENT_BYTES;
  }

  private static long aligned(long address) {
    return (address + EVENT_BYTES - 1) & -EVENT_BYTES;
  }

  /** The first slot of the bucket of {@code mixed}, a {@link #mixed} key. */
  static int first(long mixed) {
    return (int) (mixed >>> 52) * WAYS;
  }

  /** Spreads keys that differ in few bits; no two keys give the same. */
  static long mixed(long key) {
    long product = key * GOLDEN;
    return (product ^ (product >>> 32)) * GOLDEN;
  }

  /** The free tag of a key: others bits than those that made the bucket. */
  static int bits(long mixed) {
    return (int) (mixed >>> 10) & KEY_BITS;
  }

  int tag(int at) {
    return Memory.getIntAcquire(tagAt(at));
  }

  /** The tags of two slots at once, that of {@code at}, which is even, in the lower half. */
  long tags(int at) {
    return Memory.getLongAcquire(tagAt(at));
  }

  boolean replaceTag(int at, int expected, int next) {
    return Memory.compareAndSetInt(tagAt(at), expected, next);
  }

  /** Whether {@code tag}, which stands at {@code at}, is that of a whole event of this key. */
  boolean isOf(int at, int tag, int bits, long key) {
    return ((tag ^ bits) & KEY_BITS) == 0
        && (tag & STATE) > BUSY
        && Memory.getLong(eventAt(at) + KEY) == key;
  }

  /** How much older than {@code event} what {@code tag} stands for is, in steps of up to 255. */
  static int age(int tag, FlowRecord event) {
    return (time(event) - (tag >>> TIME_SHIFT)) & 0xFF;
  }

  private static int time(FlowRecord event) {
    return (int) (event.startNs >>> STEP_SHIFT) & 0xFF;
  }

  long startNs(int at) {
    return Memory.getLong(eventAt(at) + START_NS);
  }

  /** Whether the slot holds the event with this sequence number. */
  boolean holds(int at, long sequence) {
    return Memory.getLongAcquire(eventAt(at) + STAMP) == sequence + 1;
  }

  long queue(int at) {
    return Memory.getLongAcquire(eventAt(at) + QUEUE);
  }

  boolean replaceQueue(int at, long expected, long next) {
    return Memory.compareAndSetLong(eventAt(at) + QUEUE, expected, next);
  }

  /** Something that whoever uses the slot says of it. */
  int flag(int at) {
    return Memory.getInt(eventAt(at) + FLAG);
  }

  void setFlag(int at, int flag) {
    Memory.putInt(eventAt(at) + FLAG, flag);
  }

  /**
   * Takes the slot in place of {@code old} and writes {@code event} into it.
   *
   * @return whether nobody else took it meanwhile
   */
  boolean write(int at, int old, int bits, long key, FlowRecord event, int flag) {
    int next = bits | time(event) << TIME_SHIFT | ((int) event.sequence & 0xFF) << SEQUENCE_SHIFT;
    if (!replaceTag(at, old, next | BUSY)) {
      return false;
    }
    long to = eventAt(at);
    Memory.putLong(to + STAMP, 0);
    Memory.storeFence();
    Memory.putLong(to + KEY, key);
    Memory.putLong(to + START_NS, event.startNs);
    Memory.putLong(to + QUEUE, CauseQueue.of(event.sequence));
    Memory.putInt(to + DEPTH, event.caused ? event.chainDepth : 0);
    Memory.putInt(to + FLAG, flag);
    if (event.caused) {
      Memory.putLong(to + ROOT_HIGH, event.rootHigh);
      Memory.putLong(to + ROOT_LOW, event.rootLow);
      Memory.putLong(to + PARENT_LOW, event.parentLow);
    }
    Memory.putLongRelease(to + STAMP, event.sequence + 1);
    Memory.putIntRelease(tagAt(at), next | LIVE);
    return true;
  }

  /**
   * Reads the event of {@code key} at {@code at} into {@code cause}.
   *
   * @return false when the slot is another's by now
   */
  boolean read(int at, long key, Cause cause) {
    long from = eventAt(at);
    long stamp = Memory.getLongAcquire(from + STAMP);
    boolean isKey = Memory.getLong(from + KEY) == key;
    int depth = Memory.getInt(from + DEPTH);
    long startNs = Memory.getLong(from + START_NS);
    long high = EventIds.high(startNs);
    long low = EventIds.low(processId, stamp - 1);
    long rootHigh = Memory.getLong(from + ROOT_HIGH);
    long rootLow = Memory.getLong(from + ROOT_LOW);
    long above = Memory.getLong(from + PARENT_LOW);
    Memory.loadFence();
    if (!isKey || stamp == 0 || Memory.getLong(from + STAMP) != stamp) {
      return false;
    }
    cause.set(high, low, depth == 0 ? high : rootHigh, depth == 0 ? low : rootLow, depth);
    cause.above = above;
    cause.startNs = startNs;
    return true;
  }

  private long tagAt(int at) {
    return firstTag + (long) at * TAG_BYTES;
  }

  private long eventAt(int at) {
    return firstEvent + (long) at * EVENT_BYTES;
  }
}
