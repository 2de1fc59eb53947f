package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.EventIds;
import dev.reflow.tracing.event.FlowRecord;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A few messages that all meet in one bucket of a small {@link CauseTable}. The tables are used
 * again, since their memory is never given back; no two that are in use at a time are the same.
 */
final class SmallCauses {

  private static final int TABLES = 8_192;
  private static final CauseTable[] ALL = new CauseTable[TABLES];
  private static final AtomicLong NEXT = new AtomicLong();
  private static final long PROCESS = 42;
  private static final int MESSAGES = CauseSlots.WAYS + 2;

  static {
    for (int i = 0; i < TABLES; i++) {
      ALL[i] = new CauseTable(PROCESS, 2, 64);
    }
  }

  private final long number = NEXT.getAndIncrement();
  private final CauseTable table = ALL[(int) (number % TABLES)];
  private final long[] keys = new long[MESSAGES];

  SmallCauses() {
    long key = number << 16;
    for (int i = 0; i < MESSAGES; i++) {
      do {
        key++;
      } while (CauseSlots.mixed(key) < 0);
      keys[i] = key;
    }
  }

  /** Sends a message. */
  void put(int message) {
    FlowRecord event = new FlowRecord();
    event.sequence = sequence(message);
    event.startNs = 1_700_000_000_000_000_000L + event.sequence;
    table.put(keys[message], event);
  }

  /** Handles it: 1 if its event is found, 0 if none is, -1 if another is. */
  int take(int message) {
    Cause cause = new Cause();
    if (!table.take(keys[message], 0, cause)) {
      return 0;
    }
    long found = EventIds.sequence(PROCESS, cause.low);
    return found == EventIds.sequence(PROCESS, EventIds.low(PROCESS, sequence(message))) ? 1 : -1;
  }

  /** Handles all; gives how many events were found. */
  int takeAll() {
    int found = 0;
    for (int i = 0; i < MESSAGES; i++) {
      found += take(i);
    }
    return found;
  }

  private long sequence(int message) {
    return number * MESSAGES + message;
  }
}
