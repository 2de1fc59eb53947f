package dev.reflow.tracing.capture;

/**
 * A word that keeps the order of the sends of one message to one actor: who is first, and how many
 * wait. The first to come has number 0, the others are numbered from 1 on and again from 1 after
 * {@link #MAX}. The upper half tells the word from that of another entry. Stateless.
 *
 * <pre>
 *   +------------------------+-----------------+---------+
 *   | 32 bits of the stamp   | first's number  | waiting |
 *   +------------------------+-----------------+---------+
 * </pre>
 */
final class CauseQueue {

  static final int MAX = 0xFFFF;

  private CauseQueue() {}

  /** The queue of one, that of the event with this sequence number. */
  static long of(long sequence) {
    return (sequence << 32) | 1;
  }

  static int waiting(long queue) {
    return (int) queue & MAX;
  }

  static boolean isOver(long queue) {
    return waiting(queue) == 0;
  }

  static boolean isFull(long queue) {
    return waiting(queue) == MAX - 1;
  }

  /** Whose turn it is. */
  static int first(long queue) {
    return (int) (queue >>> 16) & MAX;
  }

  /** The number of whoever joins next. */
  static int last(long queue) {
    return plus(first(queue), waiting(queue));
  }

  static long joined(long queue) {
    return queue + 1;
  }

  /** The first has had its turn. */
  static long left(long queue) {
    long others = waiting(queue) - 1L;
    return (queue & 0xFFFF_FFFF_0000_0000L) | (long) plus(first(queue), 1) << 16 | others;
  }

  /** The key of the entry with this number. */
  static long key(long key, long queue, int number) {
    return CauseSlots.mixed(CauseSlots.mixed(key) ^ ((queue & 0xFFFF_FFFF_0000_0000L) | number));
  }

  private static int plus(int number, int more) {
    int sum = number + more;
    return sum > MAX ? sum - MAX : sum;
  }
}
