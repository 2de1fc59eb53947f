package com.example.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * One thread sends messages that are new each, as fast as it can, and handles each of them; sends
 * and handlings are timed apart. The last round counts; those before it are warm-up.
 */
public final class HandledLoop {

  private final MemoryConnector connector = new MemoryConnector("reader", "writer");
  private final WriterActor actor = new WriterActor();
  private final int[] sendNs;
  private final int[] handleNs;

  private HandledLoop(int sends) {
    sendNs = new int[sends];
    handleNs = new int[sends];
  }

  /** Arguments: rounds, sends a round. */
  public static void main(String[] arguments) {
    new HandledLoop(Integer.parseInt(arguments[1])).run(Integer.parseInt(arguments[0]));
  }

  private void run(int rounds) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    connector.sendMessage(new Message(0, 256));
    Pause.forStart();
    for (int round = 0; round < rounds; round++) {
      Message[] messages = new Message[sendNs.length];
      Arrays.setAll(messages, id -> new Message(id, 256));
      long before = threads.getCurrentThreadAllocatedBytes();
      round(messages);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    report(allocated);
  }

  private void round(Message[] messages) {
    for (int i = 0; i < messages.length; i++) {
      Message message = messages[i];
      long start = System.nanoTime();
      connector.sendMessage(message);
      long sent = System.nanoTime();
      actor.onMessage(message);
      handleNs[i] = (int) Math.min(Integer.MAX_VALUE, System.nanoTime() - sent);
      sendNs[i] = (int) Math.min(Integer.MAX_VALUE, sent - start);
    }
  }

  private void report(long allocatedBytes) {
    double meanNs = Percentiles.mean(sendNs);
    double handleMeanNs = Percentiles.mean(handleNs);
    Arrays.sort(sendNs);
    Arrays.sort(handleNs);
    System.out.printf(
        Locale.ROOT,
        "p50=%d p99=%d mean=%.1f handleP50=%d handleMean=%.1f allocated=%.2f sent=%d%n",
        Percentiles.ofSorted(sendNs, 0.5),
        Percentiles.ofSorted(sendNs, 0.99),
        meanNs,
        Percentiles.ofSorted(handleNs, 0.5),
        handleMeanNs,
        (double) allocatedBytes / sendNs.length,
        connector.sent() + actor.handled());
  }
}
