package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Memory;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What causes the sends of tasks that were given and have not run yet, by a key made of the task's
 * identity. Fixed in size: it keeps no task alive and makes no garbage. Any thread; a bucket is
 * locked for some nanoseconds, and whoever does not get it soon goes without. An application's
 * stack may overflow in here: the lock is given back all the same.
 *
 * <pre>
 *   bucket: +------+------+   slot, one line of cache:
 *           | lock | turn |   +-----+-------+-------+-------+-------+-------+-------+-------+
 *           +------+------+   | key | event | event | root  | root  | above | depth | count |
 *                             +-----+-------+-------+-------+-------+-------+-------+-------+
 * </pre>
 *
 * <p>8.4 MB, touched as it fills. An object that is given again before it ran stands for two tasks,
 * and nobody can tell which runs first: neither has a cause then. A depth below zero is that of a
 * task without a cause.
 */
final class TaskTable {

  static final int WAYS = 8;
  static final int BUCKETS = 16_384;

  private static final int SPINS = 1_000;
  private static final int BUCKET_BYTES = 8;
  private static final int SLOT_BYTES = 64;
  private static final int KEY = 0;
  private static final int HIGH = 8;
  private static final int LOW = 16;
  private static final int ROOT_HIGH = 24;
  private static final int ROOT_LOW = 32;
  private static final int ABOVE = 40;
  private static final int DEPTH = 48;
  private static final int COUNT = 52;
  private static final int NO_CAUSE = -1;

  private final long buckets = Memory.allocate((long) BUCKETS * BUCKET_BYTES);
  private final long slots = aligned(Memory.allocate((long) (BUCKETS * WAYS + 1) * SLOT_BYTES));

  /** Who gave each task; names, which stay for good anyway. Guarded by the bucket's lock. */
  private final @Nullable ActorName[] actors = new @Nullable ActorName[BUCKETS * WAYS];

  private final LongAdder evicted = new LongAdder();

  private static long aligned(long address) {
    return (address + SLOT_BYTES - 1) & -SLOT_BYTES;
  }

  /** How many tasks were forgotten because others needed their room. */
  long evicted() {
    return evicted.sum();
  }

  /**
   * Notes what causes the sends of a task.
   *
   * @param key not zero
   * @param cause null where nothing does
   * @param once whether the object cannot be two tasks at a time: then the last giver counts
   */
  void put(long key, @Nullable Cause cause, @Nullable ActorName actor, boolean once) {
    int bucket = bucket(key);
    if (!lock(bucket)) {
      return;
    }
    try {
      int known = find(bucket, key);
      if (known >= 0 && !once) {
        long slot = slot(known);
        Memory.putInt(slot + COUNT, Memory.getInt(slot + COUNT) + 1);
        Memory.putInt(slot + DEPTH, NO_CAUSE);
        actors[known] = null;
      } else {
        int at = known >= 0 ? known : room(bucket);
        write(slot(at), key, cause);
        actors[at] = actor;
      }
    } finally {
      unlock(bucket);
    }
  }

  /**
   * Fills {@code task} with what was noted under {@code key}.
   *
   * @param keep whether it stays there
   * @return whether there was anything
   */
  boolean take(long key, boolean keep, Handling task) {
    int bucket = bucket(key);
    if (!lock(bucket)) {
      return false;
    }
    try {
      int at = find(bucket, key);
      if (at >= 0) {
        long slot = slot(at);
        read(slot, task.cause);
        task.actor = actors[at];
        int left = Memory.getInt(slot + COUNT) - 1;
        if (!keep) {
          Memory.putInt(slot + COUNT, left);
          Memory.putLong(slot + KEY, left == 0 ? 0 : key);
        }
      }
      return at >= 0;
    } finally {
      unlock(bucket);
    }
  }

  /** Forgets what stands under {@code key}. */
  void remove(long key) {
    int bucket = bucket(key);
    if (!lock(bucket)) {
      return;
    }
    try {
      int at = find(bucket, key);
      if (at >= 0) {
        Memory.putLong(slot(at) + KEY, 0);
      }
    } finally {
      unlock(bucket);
    }
  }

  private static void write(long slot, long key, @Nullable Cause cause) {
    Memory.putLong(slot + KEY, key);
    Memory.putInt(slot + COUNT, 1);
    Memory.putInt(slot + DEPTH, cause == null ? NO_CAUSE : cause.depth);
    if (cause != null) {
      Memory.putLong(slot + HIGH, cause.high);
      Memory.putLong(slot + LOW, cause.low);
      Memory.putLong(slot + ROOT_HIGH, cause.rootHigh);
      Memory.putLong(slot + ROOT_LOW, cause.rootLow);
      Memory.putLong(slot + ABOVE, cause.above);
    }
  }

  private static void read(long slot, Cause cause) {
    int depth = Memory.getInt(slot + DEPTH);
    if (depth == NO_CAUSE) {
      cause.clear();
      return;
    }
    cause.set(
        Memory.getLong(slot + HIGH),
        Memory.getLong(slot + LOW),
        Memory.getLong(slot + ROOT_HIGH),
        Memory.getLong(slot + ROOT_LOW),
        depth);
    cause.above = Memory.getLong(slot + ABOVE);
  }

  /** A free slot, else that of a task whose turn it is to be forgotten. */
  private int room(int bucket) {
    int free = find(bucket, 0);
    if (free >= 0) {
      return free;
    }
    evicted.increment();
    long turn = head(bucket) + Integer.BYTES;
    int next = Memory.getInt(turn);
    Memory.putInt(turn, (next + 1) % WAYS);
    return bucket * WAYS + next;
  }

  private int find(int bucket, long key) {
    int first = bucket * WAYS;
    for (int at = first; at < first + WAYS; at++) {
      if (Memory.getLong(slot(at) + KEY) == key) {
        return at;
      }
    }
    return -1;
  }

  private static int bucket(long key) {
    return (int) (CauseSlots.mixed(key) >>> 50);
  }

  private boolean lock(int bucket) {
    for (int i = 0; i < SPINS; i++) {
      if (Memory.compareAndSetInt(head(bucket), 0, 1)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private void unlock(int bucket) {
    Memory.putIntRelease(head(bucket), 0);
  }

  private long head(int bucket) {
    return buckets + (long) bucket * BUCKET_BYTES;
  }

  private long slot(int at) {
    return slots + (long) at * SLOT_BYTES;
  }
}
