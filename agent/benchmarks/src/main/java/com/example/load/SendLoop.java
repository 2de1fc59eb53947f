package com.example.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * One thread sends as fast as it can, every call between two clock reads. The last round counts;
 * those before it are warm-up. One send and a pause come before them all.
 */
public class SendLoop {

  private final MemoryConnector connector = new MemoryConnector("reader", "writer");
  private final Message[] messages = new Message[1024];
  private final int[] elapsedNs;

  SendLoop(int sends) {
    elapsedNs = new int[sends];
    Arrays.setAll(messages, id -> new Message(id, 256));
  }

  /** Arguments: rounds, sends a round. */
  public static void main(String[] arguments) {
    new SendLoop(Integer.parseInt(arguments[1])).run(Integer.parseInt(arguments[0]));
  }

  final void run(int rounds) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    send(connector, messages[0]);
    Pause.forStart();
    for (int round = 0; round < rounds; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      round();
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    report(allocated);
  }

  /** The work that is measured. */
  void send(MemoryConnector through, Message message) {
    through.sendMessage(message);
  }

  private void round() {
    for (int i = 0; i < elapsedNs.length; i++) {
      Message message = messages[i & 1023];
      long start = System.nanoTime();
      send(connector, message);
      elapsedNs[i] = (int) Math.min(Integer.MAX_VALUE, System.nanoTime() - start);
    }
  }

  private void report(long allocatedBytes) {
    double meanNs = Percentiles.mean(elapsedNs);
    Arrays.sort(elapsedNs);
    System.out.printf(
        Locale.ROOT,
        "p50=%d p99=%d p999=%d max=%d mean=%.1f allocated=%.2f sent=%d%n",
        Percentiles.ofSorted(elapsedNs, 0.5),
        Percentiles.ofSorted(elapsedNs, 0.99),
        Percentiles.ofSorted(elapsedNs, 0.999),
        elapsedNs[elapsedNs.length - 1],
        meanNs,
        (double) allocatedBytes / elapsedNs.length,
        connector.sent());
  }
}
