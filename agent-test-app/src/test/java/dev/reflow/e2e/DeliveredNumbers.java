package dev.reflow.e2e;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which messages of {@code app.faults.LedgerMain} have come, by the service and the thread that
 * sent them. Thread-safe.
 */
final class DeliveredNumbers implements FaultySink.Delivered {

  /** Of the message that each program sends first, and of no thread that counts. */
  private static final int FIRST = 999;

  private final Map<String, Map<Integer, BitSet>> services = new TreeMap<>();
  private long repeated;

  @Override
  public synchronized void event(String service, long messageId) {
    BitSet numbers =
        services
            .computeIfAbsent(service, any -> new TreeMap<>())
            .computeIfAbsent(LedgerRun.thread(messageId), any -> new BitSet());
    int number = LedgerRun.number(messageId);
    if (numbers.get(number)) {
      repeated++;
    }
    numbers.set(number);
  }

  synchronized void forEach(FaultySink.Delivered delivered) {
    services.forEach(
        (service, threads) ->
            threads.forEach(
                (thread, numbers) ->
                    numbers.stream()
                        .forEach(
                            number -> delivered.event(service, LedgerRun.id(thread, number)))));
  }

  /** How many came more than once. */
  synchronized long repeated() {
    return repeated;
  }

  /** The first message of {@code thread} that has not come. */
  synchronized int firstMissing(String service, int thread) {
    return services
        .getOrDefault(service, Map.of())
        .getOrDefault(thread, new BitSet())
        .nextClearBit(0);
  }

  /** How many different messages have come, those that a program sends first left out. */
  synchronized long count() {
    return services.values().stream()
        .flatMap(threads -> threads.entrySet().stream())
        .filter(thread -> thread.getKey() != FIRST)
        .mapToLong(thread -> thread.getValue().cardinality())
        .sum();
  }
}
