package com.example.load;

import java.util.Arrays;
import java.util.Locale;

/**
 * One thread sends at a fixed pace. It spins until a send is due, which disturbs nobody on a
 * machine with a processor to spare and wakes up in time. A send that comes late, because the one
 * before took long, is not left out and does not shift those after it; two times are kept of every
 * one: of the call itself, and from when it was due until it was done, in which a stall also shows
 * in every send that had to wait for it.
 */
public final class PacedLoad {

  private static final int WARM_UP_SENDS = 1_000_000;

  private final MemoryConnector connector = new MemoryConnector("reader", "writer");
  private final Message[] messages = new Message[1024];
  private final long intervalNs;
  private final int[] callNs;
  private final int[] dueNs;

  private PacedLoad(int perSecond, int seconds) {
    intervalNs = 1_000_000_000L / perSecond;
    callNs = new int[perSecond * seconds];
    dueNs = new int[callNs.length];
    Arrays.setAll(messages, id -> new Message(id, 256));
  }

  /** Arguments: sends a second, seconds. */
  public static void main(String[] arguments) {
    PacedLoad load = new PacedLoad(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    load.send(1, load.intervalNs);
    Pause.forStart();
    load.send(Math.min(load.callNs.length, WARM_UP_SENDS), 1000);
    load.send(load.callNs.length / 10 + 1, load.intervalNs);
    // also touches every page of the arrays
    Arrays.fill(load.callNs, 0);
    Arrays.fill(load.dueNs, 0);
    load.send(load.callNs.length, load.intervalNs);
    load.report();
  }

  private void send(int sends, long everyNs) {
    long due = System.nanoTime() + everyNs;
    for (int i = 0; i < sends; i++, due += everyNs) {
      long start = System.nanoTime();
      while (start - due < 0) {
        Thread.onSpinWait();
        start = System.nanoTime();
      }
      connector.sendMessage(messages[i & 1023]);
      long end = System.nanoTime();
      callNs[i] = (int) Math.min(Integer.MAX_VALUE, end - start);
      dueNs[i] = (int) Math.min(Integer.MAX_VALUE, end - due);
    }
  }

  private void report() {
    double mean = Percentiles.mean(callNs);
    Arrays.sort(callNs);
    Arrays.sort(dueNs);
    System.out.printf(
        Locale.ROOT,
        "p50=%d p99=%d p999=%d p9999=%d max=%d mean=%.1f due999=%d due9999=%d dueMax=%d sent=%d%n",
        Percentiles.ofSorted(callNs, 0.5),
        Percentiles.ofSorted(callNs, 0.99),
        Percentiles.ofSorted(callNs, 0.999),
        Percentiles.ofSorted(callNs, 0.9999),
        callNs[callNs.length - 1],
        mean,
        Percentiles.ofSorted(dueNs, 0.999),
        Percentiles.ofSorted(dueNs, 0.9999),
        dueNs[dueNs.length - 1],
        connector.sent());
  }
}
