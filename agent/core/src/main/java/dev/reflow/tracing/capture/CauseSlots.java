package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.EventIds;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Memory;

/**
 * The memory of a {@link CauseTable}: buckets of {@link #WAYS} slots, outside of the heap. A slot
 * is a tag and, elsewhere, an event.
 *
 * <pre>
 *   tag: 32 bits, those of a bucket in half a line of cache   event: 64 bytes, one line of cache
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

  static final int WAYS = 8;

  /** States of a tag; a tag of zero is free. */
  static final int BUSY = 1;

  /** On its way. */
  static final int LIVE = 2;

  /**
   * On its way, and somebody is giving it another place: it can be taken as if it were live, and
   * nobody else moves it.
   */
  static final int MOVING = 3;

  /** On its way, and with others of the same key behind it, whose order its queue word keeps. */
  static final int SHARED = 4;

  /** Delivered. */
  static final int DONE = 5;

  /** Delivered to a handler that failed: it may well come again. */
  static final int FAILED = 6;

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
  private final int buckets;
  private final int bucketShift;
  private final long firstTag;
  private final long firstEvent;

  /**
   * For events of the process with this id. The memory is never given back.
   *
   * @param buckets a power of two, at least 2 and at most 65,536: the tag's bits come behind the
   *     bucket's
   */
  CauseSlots(long processId, int buckets) {
    this.processId = processId;
    this.buckets = buckets;
    this.bucketShift = Long.numberOfLeadingZeros(buckets) + 1;
    this.firstTag = aligned(Memory.allocate(bytes(TAG_BYTES)));
    this.firstEvent = aligned(Memory.allocateAsItIs(bytes(EVENT_BYTES)));
  }

  /** How many slots there are. */
  int count() {
    return buckets * WAYS;
  }

  private long bytes(int each) {
    return (long) count() * each + EVENT_BYTES;
  }

  private static long aligned(long address) {
    return (address + EVENT_BYTES - 1) & -EVENT_BYTES;
  }

  /** The first slot of the bucket of {@code mixed}, a {@link #mixed} key. */
  int first(long mixed) {
    return (int) (mixed >>> bucketShift) * WAYS;
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

  /** The slot of the bucket at {@code first} that has a whole event of this key; else negative. */
  int find(int first, int bits, long key) {
    for (int at = first; at < first + WAYS; at += 2) {
      if (tags(at) != 0) {
        if (isOf(at, tag(at), bits, key)) {
          return at;
        }
        if (isOf(at + 1, tag(at + 1), bits, key)) {
          return at + 1;
        }
      }
    }
    return CauseTable.NONE;
  }

  /** What {@code key}'s slot is in; 0 where it has none. */
  int state(long key) {
    long mixed = mixed(key);
    int at = find(first(mixed), bits(mixed), key);
    return at == CauseTable.NONE ? 0 : tag(at) & STATE;
  }

  /** Frees the slot of {@code key} if it is in {@code state}; returns whether it did. */
  boolean free(long key, int state) {
    long mixed = mixed(key);
    int bits = bits(mixed);
    int at = find(first(mixed), bits, key);
    int tag = at == CauseTable.NONE ? 0 : tag(at);
    return (tag & STATE) == state && isOf(at, tag, bits, key) && replaceTag(at, tag, 0);
  }

  /** Whether a message in {@code state} is on its way. */
  static boolean isLive(int state) {
    return state > BUSY && state < DONE;
  }

  /** A slot of the bucket in which nothing waits, else the oldest. */
  int room(int first) {
    for (int at = first; at < first + WAYS; at++) {
      int state = tag(at) & STATE;
      if (state == 0 || state == DONE) {
        return at;
      }
    }
    return oldest(first);
  }

  /** The oldest of the bucket; one without a queue, if there is any. */
  int oldest(int first) {
    int oldest = first;
    long oldestNs = Long.MAX_VALUE;
    boolean isShared = true;
    for (int at = first; at < first + WAYS; at++) {
      int state = tag(at) & STATE;
      boolean better = isShared && state != SHARED;
      boolean isFixed = state == BUSY || state == MOVING;
      if (!isFixed && (better || (startNs(at) < oldestNs && isShared == (state == SHARED)))) {
        oldestNs = startNs(at);
        oldest = at;
        isShared = state == SHARED;
      }
    }
    return oldest;
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

  long key(int at) {
    return Memory.getLong(eventAt(at) + KEY);
  }

  /** The number of the event in the slot. */
  long sequence(int at) {
    return Memory.getLongAcquire(eventAt(at) + STAMP) - 1;
  }

  /**
   * Takes the slot in place of {@code old} and copies into it the event with this number and key
   * that stands at {@code other} of another table.
   *
   * @param next the tag that it gets
   * @return whether it was there all the time, and nobody else took the slot meanwhile
   */
  boolean copy(int at, int old, int next, CauseSlots from, int other, long sequence, long key) {
    if (!replaceTag(at, old, (next & ~STATE) | BUSY)) {
      return false;
    }
    long source = from.eventAt(other);
    long to = eventAt(at);
    Memory.putLong(to + STAMP, 0);
    Memory.storeFence();
    Memory.copy(source + KEY, to + KEY, EVENT_BYTES - KEY);
    Memory.loadFence();
    boolean isWhole = from.holds(other, sequence) && Memory.getLong(to + KEY) == key;
    Memory.putLongRelease(to + STAMP, sequence + 1);
    Memory.putIntRelease(tagAt(at), isWhole ? next : 0);
    return isWhole;
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
