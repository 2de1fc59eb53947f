package dev.reflow.tracing.capture;

import static dev.reflow.tracing.capture.CauseSlots.BUSY;
import static dev.reflow.tracing.capture.CauseSlots.DONE;
import static dev.reflow.tracing.capture.CauseSlots.FAILED;
import static dev.reflow.tracing.capture.CauseSlots.LIVE;
import static dev.reflow.tracing.capture.CauseSlots.MOVING;
import static dev.reflow.tracing.capture.CauseSlots.SHARED;
import static dev.reflow.tracing.capture.CauseSlots.STATE;
import static dev.reflow.tracing.capture.CauseSlots.WAYS;
import static dev.reflow.tracing.capture.CauseSlots.age;
import static dev.reflow.tracing.capture.CauseSlots.bits;
import static dev.reflow.tracing.capture.CauseSlots.isLive;
import static dev.reflow.tracing.capture.CauseSlots.mixed;

import dev.reflow.tracing.event.FlowRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which event delivers which message to whom: an entry for each message on its way, by a key made
 * of the message's identity and the receiving actor. Fixed in size and of numbers alone: it keeps
 * nothing alive and makes no garbage. Any thread; nobody waits for anybody.
 *
 * <p>It has two parts. What is sent goes into a small one, which stays in the processor's cache;
 * what has no room there any more, and was not handled yet, moves to a wide one.
 *
 * <p>An entry is <i>live</i> from its send until its message is handled, then <i>done</i>: it then
 * tells the cause of the same message handled once more, until its room is wanted. One message that
 * is sent to one actor again before it was handled is <i>shared</i>: the first entry counts the
 * others, each under a key of its own, and they are handled in the order in which they were sent.
 * Where a bucket of the wide part is full of live entries the oldest goes: its message will have no
 * cause.
 */
final class CauseTable {

  /** What {@link #put} gives where there was no room. */
  static final int NONE = -1;

  /** Done entries that a bucket keeps while it has room: more would only be more cache in use. */
  private static final int DONE_KEPT = 1;

  private static final int TRIES = 16;
  private static final int NEAR_BUCKETS = 1_024;
  private static final int WIDE_BUCKETS = 16_384;

  /** Flags of {@link #take}: looks only for what is on its way. */
  static final int LIVE_ONLY = 1;

  /**
   * Keeps the entry for the same message handled once more, unless the message was sent so before:
   * then nobody can tell which of the two comes once more.
   */
  static final int KEEP = 2;

  /** Of several on their way, no order says which came: none is the cause then. */
  static final int ALONE = 4;

  /** Flags of slots: the message was sent so before. */
  private static final int SENT_AGAIN = 1;

  /** The send failed while others waited behind it. */
  private static final int VOID = 2;

  /** It waits behind another. */
  private static final int QUEUED = 3;

  private final CauseSlots slots;

  /** Where live entries go that have no room here; null in the wide part itself. */
  private final @Nullable CauseTable wide;

  /** Whether an entry ever came here from the small part. */
  private volatile boolean inUse;

  // Racy on purpose, so perhaps a little low: a loss in metrics must not cost a lock of senders.
  private long evicted;

  CauseTable(long processId) {
    this(processId, NEAR_BUCKETS, WIDE_BUCKETS);
  }

  /** With another number of buckets in either part. */
  CauseTable(long processId, int nearBuckets, int wideBuckets) {
    this(
        new CauseSlots(processId, nearBuckets),
        new CauseTable(new CauseSlots(processId, wideBuckets), null));
  }

  private CauseTable(CauseSlots slots, @Nullable CauseTable wide) {
    this.slots = slots;
    this.wide = wide;
  }

  /** How many live entries had to go. */
  long evicted() {
    return evicted + (wide == null ? 0 : wide.evicted());
  }

  /** How many entries there is room for. */
  int capacity() {
    return slots.count() + (wide == null ? 0 : wide.capacity());
  }

  /**
   * Enters {@code event} as the one that delivers the message of {@code key}.
   *
   * @return the entry, for {@link #withdraw}; {@link #NONE} where there was no room
   */
  int put(long key, FlowRecord event) {
    CauseTable other = wide;
    int before = other != null && other.inUse ? other.slots.state(key) : 0;
    if (other != null && isLive(before)) {
      // The message was sent so before: that one is to be found first.
      int at = other.put(key, event, 0);
      return at == NONE ? NONE : at + slots.count();
    }
    boolean again = other != null && before == FAILED && other.slots.free(key, FAILED);
    return put(key, event, again ? SENT_AGAIN : 0);
  }

  private int put(long key, FlowRecord event, int flag) {
    long mixed = mixed(key);
    int bits = bits(mixed);
    int first = slots.first(mixed);
    for (int tries = 0; tries < TRIES; tries++) {
      int at = place(first, bits, key, event);
      int old = slots.tag(at);
      boolean same = slots.isOf(at, old, bits, key);
      int state = old & STATE;
      if (same && isLive(state)) {
        long queue = joinQueue(at, old);
        if (queue != 0) {
          return putBehind(CauseQueue.key(key, queue, CauseQueue.last(queue)), event);
        }
      } else if (state == LIVE || state == SHARED || (state == FAILED && !same)) {
        // It may have been free a moment ago, and another be so still.
        if (place(first, bits, key, event) == at && replace(at, old, bits, key, event, flag)) {
          return at;
        }
      } else if (state != BUSY
          && state != MOVING
          && slots.write(at, old, bits, key, event, same ? SENT_AGAIN : flag)) {
        return at;
      }
    }
    return NONE;
  }

  /** Whoever waits in a queue is in the wide part from the start, since they cannot move. */
  private int putBehind(long key, FlowRecord event) {
    if (wide == null) {
      return put(key, event, QUEUED);
    }
    int at = wide.put(key, event, QUEUED);
    return at == NONE ? NONE : at + slots.count();
  }

  /** Writes {@code event} in place of a live one or of one that failed, which moves if it can. */
  private boolean replace(int at, int old, int bits, long key, FlowRecord event, int flag) {
    boolean isHeld = wide != null && (old & STATE) == LIVE;
    int held = isHeld ? (old & ~STATE) | MOVING : old;
    if (isHeld && !slots.replaceTag(at, old, held)) {
      return false;
    }
    long sequence = slots.sequence(at);
    boolean stays = wide == null || (old & STATE) == SHARED;
    int moved = wide == null || stays ? NONE : wide.adopt(slots, at, old, sequence);
    boolean written = slots.write(at, held, bits, key, event, flag);
    if (!written && moved != NONE && wide != null) {
      // It was handled meanwhile, or has others behind it and stays.
      wide.withdraw(moved, sequence, false);
    } else if (written && moved == NONE) {
      evicted++;
    }
    return written;
  }

  /** Takes over an entry, which is held for that; one with a queue behind it cannot move. */
  private int adopt(CauseSlots from, int other, int tag, long sequence) {
    long key = from.key(other);
    long mixed = mixed(key);
    int first = slots.first(mixed);
    inUse = true;
    for (int tries = 0; tries < TRIES; tries++) {
      int known = slots.find(first, bits(mixed), key);
      int at = known == NONE ? slots.room(first) : known;
      int old = slots.tag(at);
      int state = old & STATE;
      if (known != NONE && isLive(state)) {
        break;
      }
      if (isLive(state) && slots.room(first) != at) {
        continue;
      }
      if (state != BUSY && slots.copy(at, old, tag, from, other, sequence, key)) {
        evicted += state == LIVE || state == SHARED ? 1 : 0;
        return at;
      }
    }
    return NONE;
  }

  /** Takes the last place behind the entry; gives the queue before, 0 where it took none. */
  private long joinQueue(int at, int tag) {
    int shared = (tag & ~STATE) | SHARED;
    if (tag != shared && !slots.replaceTag(at, tag, shared)) {
      return 0;
    }
    for (int tries = 0; tries < TRIES; tries++) {
      long queue = slots.queue(at);
      if (slots.tag(at) != shared || CauseQueue.isOver(queue) || CauseQueue.isFull(queue)) {
        return 0;
      }
      if (slots.replaceQueue(at, queue, CauseQueue.joined(queue))) {
        return queue;
      }
    }
    return 0;
  }

  /**
   * Finds the event that delivered the message of {@code key}: of those on their way the one sent
   * first, else the last that was delivered. Takes it off its way.
   *
   * @param how flags
   * @return whether there is one; it is put into {@code cause}
   */
  boolean take(long key, int how, Cause cause) {
    CauseTable other = wide;
    return takeHere(key, how, cause)
        || (other != null && other.inUse && other.take(key, how, cause));
  }

  private boolean takeHere(long key, int how, Cause cause) {
    long mixed = mixed(key);
    int bits = bits(mixed);
    int first = slots.first(mixed);
    for (int tries = 0; tries < TRIES; tries++) {
      int at = slots.find(first, bits, key);
      int tag = at == NONE ? 0 : slots.tag(at);
      int state = tag & STATE;
      if (at == NONE || (state >= DONE && (how & LIVE_ONLY) != 0)) {
        break;
      }
      if (!slots.isOf(at, tag, bits, key)) {
        continue;
      }
      if (state == SHARED) {
        if (takeFromQueue(at, tag, key, cause)) {
          if ((how & ALONE) != 0) {
            cause.clear();
          }
          return cause.isPresent();
        }
      } else if (slots.read(at, key, cause)) {
        boolean kept = (how & KEEP) != 0 && slots.flag(at) == 0;
        int next = kept ? (tag & ~STATE) | DONE : 0;
        if (state >= DONE || slots.replaceTag(at, tag, next)) {
          return true;
        }
      }
    }
    cause.clear();
    return false;
  }

  /** Returns whether somebody's turn was taken, known or not; false to look once more. */
  private boolean takeFromQueue(int at, int tag, long key, Cause cause) {
    long queue = slots.queue(at);
    boolean isKnown = slots.read(at, key, cause);
    boolean isVoid = slots.flag(at) == VOID;
    if (slots.tag(at) != tag) {
      return false;
    }
    if (CauseQueue.isOver(queue)) {
      boolean unused = slots.replaceTag(at, tag, 0);
      return false;
    }
    long rest = CauseQueue.left(queue);
    if (!slots.replaceQueue(at, queue, rest)) {
      return false;
    }
    if (CauseQueue.isOver(rest)) {
      boolean unused = slots.replaceTag(at, tag, 0);
    }
    int number = CauseQueue.first(queue);
    if (number > 0) {
      return takeNumber(CauseQueue.key(key, queue, number), cause);
    }
    if (!isKnown) {
      cause.clear();
    }
    return !isVoid;
  }

  /** Takes one that waited in a queue; false where its send had failed, so that nothing came. */
  private boolean takeNumber(long key, Cause cause) {
    if (wide != null) {
      return wide.takeNumber(key, cause);
    }
    long mixed = mixed(key);
    int bits = bits(mixed);
    int at = slots.find(slots.first(mixed), bits, key);
    int tag = at == NONE ? 0 : slots.tag(at);
    if (at == NONE || !slots.isOf(at, tag, bits, key) || !slots.read(at, key, cause)) {
      cause.clear();
      return true;
    }
    boolean unused = slots.replaceTag(at, tag, 0);
    return (tag & STATE) != DONE;
  }

  /**
   * Takes an entry off its way before its message was handled.
   *
   * @param at what {@link #put} gave for {@code key}
   * @param done whether the message may have been delivered all the same
   */
  void withdraw(int at, long key, long sequence, boolean done) {
    if (at < slots.count() && slots.holds(at, sequence)) {
      withdraw(at, sequence, done);
    } else if (wide != null) {
      long mixed = mixed(key);
      int there = wide.slots.find(wide.slots.first(mixed), bits(mixed), key);
      wide.withdraw(at < slots.count() ? there : at - slots.count(), sequence, done);
    }
  }

  private void withdraw(int at, long sequence, boolean done) {
    int tag = at == NONE ? 0 : slots.tag(at);
    if (at == NONE || !slots.holds(at, sequence)) {
      return;
    }
    if ((tag & STATE) == SHARED) {
      slots.setFlag(at, VOID);
    } else if ((tag & STATE) == LIVE || (tag & STATE) == MOVING) {
      // One that waits behind others keeps its place, so that theirs stay what they are.
      boolean stays = done || slots.flag(at) == QUEUED;
      boolean unused = slots.replaceTag(at, tag, stays ? (tag & ~STATE) | DONE : 0);
    }
  }

  /** A handling of {@code event}'s message failed: kept for another, better than what is done. */
  void fail(long key, FlowRecord event) {
    long mixed = mixed(key);
    int bits = bits(mixed);
    int first = slots.first(mixed);
    int at = slots.find(first, bits, key);
    for (int tries = 0; tries < TRIES && at != NONE; tries++) {
      int tag = slots.tag(at);
      if (!slots.isOf(at, tag, bits, key)) {
        at = slots.find(first, bits, key);
      } else if (!slots.holds(at, event.sequence) || setFailed(at, tag)) {
        return;
      }
    }
    at = at == NONE ? put(key, event, 0) : NONE;
    if (at != NONE && at < slots.count() && slots.holds(at, event.sequence)) {
      boolean unused = setFailed(at, slots.tag(at));
    }
  }

  private boolean setFailed(int at, int tag) {
    return (tag & STATE) == SHARED || slots.replaceTag(at, tag, (tag & ~STATE) | FAILED);
  }

  /** Where an entry of {@code key} goes, or the one of the same key that is there. */
  private int place(int first, int bits, long key, FlowRecord event) {
    int free = NONE;
    int done = NONE;
    int doneCount = 0;
    int doneAge = -1;
    for (int at = first; at < first + WAYS; at++) {
      // Most are free, so they are looked at in pairs.
      if ((at & 1) == 0 && slots.tags(at) == 0) {
        free = free == NONE ? at : free;
        at++;
        continue;
      }
      int tag = slots.tag(at);
      if (tag == 0) {
        free = free == NONE ? at : free;
      } else if (slots.isOf(at, tag, bits, key)) {
        return at;
      } else if ((tag & STATE) == DONE) {
        doneCount++;
        if (age(tag, event) > doneAge) {
          doneAge = age(tag, event);
          done = at;
        }
      }
    }
    if (free != NONE && doneCount < DONE_KEPT) {
      return free;
    }
    return done != NONE ? done : free != NONE ? free : slots.oldest(first);
  }
}
