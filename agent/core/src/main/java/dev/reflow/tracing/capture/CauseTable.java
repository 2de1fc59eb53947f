package dev.reflow.tracing.capture;

import static dev.reflow.tracing.capture.CauseSlots.BUSY;
import static dev.reflow.tracing.capture.CauseSlots.DONE;
import static dev.reflow.tracing.capture.CauseSlots.FAILED;
import static dev.reflow.tracing.capture.CauseSlots.LIVE;
import static dev.reflow.tracing.capture.CauseSlots.SHARED;
import static dev.reflow.tracing.capture.CauseSlots.STATE;
import static dev.reflow.tracing.capture.CauseSlots.WAYS;
import static dev.reflow.tracing.capture.CauseSlots.age;
import static dev.reflow.tracing.capture.CauseSlots.bits;
import static dev.reflow.tracing.capture.CauseSlots.first;
import static dev.reflow.tracing.capture.CauseSlots.mixed;

import dev.reflow.tracing.event.FlowRecord;

/**
 * Which event delivers which message to whom: an entry for each message on its way, by a key made
 * of the message's identity and the receiving actor. Fixed in size and of numbers alone: it keeps
 * nothing alive and makes no garbage. Any thread; nobody waits for anybody.
 *
 * <p>An entry is <i>live</i> from its send until its message is handled, then <i>done</i>: it then
 * tells the cause of the same message handled once more, until its room is wanted. One message that
 * is sent to one actor again before it was handled is <i>shared</i>: the first entry counts the
 * others, each under a key of its own, and they are handled in the order in which they were sent.
 * Where a bucket is full of live entries the oldest goes: its message will have no cause.
 */
final class CauseTable {

  /** What {@link #put} gives where there was no room. */
  static final int NONE = -1;

  /** Done entries that a bucket keeps while it has room: more would only be more cache in use. */
  private static final int DONE_KEPT = 1;

  private static final int TRIES = 16;

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

  // Racy on purpose: a figure for tests and the curious.
  private long evicted;

  CauseTable(long processId) {
    this.slots = new CauseSlots(processId);
  }

  /** How many live entries had to go. */
  long evicted() {
    return evicted;
  }

  /**
   * Enters {@code event} as the one that delivers the message of {@code key}.
   *
   * @return the entry, for {@link #withdraw}; {@link #NONE} where there was no room
   */
  int put(long key, FlowRecord event) {
    return put(key, event, 0);
  }

  private int put(long key, FlowRecord event, int flag) {
    long mixed = mixed(key);
    int bits = bits(mixed);
    int first = first(mixed);
    for (int tries = 0; tries < TRIES; tries++) {
      int at = place(first, bits, key, event);
      int old = slots.tag(at);
      boolean same = slots.isOf(at, old, bits, key);
      int state = old & STATE;
      if (same && (state == LIVE || state == SHARED)) {
        long queue = joinQueue(at, old);
        if (queue != 0) {
          return put(CauseQueue.key(key, queue, CauseQueue.last(queue)), event, QUEUED);
        }
      } else if (state != BUSY
          && slots.write(at, old, bits, key, event, same ? SENT_AGAIN : flag)) {
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
    long mixed = mixed(key);
    int bits = bits(mixed);
    int first = first(mixed);
    for (int tries = 0; tries < TRIES; tries++) {
      int at = find(first, bits, key);
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
    long mixed = mixed(key);
    int bits = bits(mixed);
    int at = find(first(mixed), bits, key);
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
   * @param at what {@link #put} gave
   * @param done whether the message may have been delivered all the same
   */
  void withdraw(int at, long sequence, boolean done) {
    int tag = slots.tag(at);
    if (!slots.holds(at, sequence)) {
      return;
    }
    if ((tag & STATE) == SHARED) {
      slots.setFlag(at, VOID);
    } else if ((tag & STATE) == LIVE) {
      // One that waits behind others keeps its place, so that theirs stay what they are.
      boolean stays = done || slots.flag(at) == QUEUED;
      boolean unused = slots.replaceTag(at, tag, stays ? (tag & ~STATE) | DONE : 0);
    }
  }

  /**
   * The handling of the message of {@code key} failed: it is kept for another, better than what was
   * handled well.
   *
   * @param event what was taken for it
   */
  void fail(long key, FlowRecord event) {
    long mixed = mixed(key);
    int at = find(first(mixed), bits(mixed), key);
    if (at == NONE) {
      at = put(key, event);
    }
    int tag = at == NONE ? 0 : slots.tag(at);
    if (at != NONE && slots.holds(at, event.sequence) && (tag & STATE) != SHARED) {
      boolean unused = slots.replaceTag(at, tag, (tag & ~STATE) | FAILED);
    }
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
    return done != NONE ? done : free != NONE ? free : oldest(first);
  }

  private int oldest(int first) {
    int oldest = first;
    long oldestNs = Long.MAX_VALUE;
    for (int at = first; at < first + WAYS; at++) {
      if ((slots.tag(at) & STATE) != BUSY && slots.startNs(at) < oldestNs) {
        oldestNs = slots.startNs(at);
        oldest = at;
      }
    }
    return oldest;
  }

  private int find(int first, int bits, long key) {
    for (int at = first; at < first + WAYS; at += 2) {
      if (slots.tags(at) != 0) {
        if (slots.isOf(at, slots.tag(at), bits, key)) {
          return at;
        }
        if (slots.isOf(at + 1, slots.tag(at + 1), bits, key)) {
          return at + 1;
        }
      }
    }
    return NONE;
  }
}
