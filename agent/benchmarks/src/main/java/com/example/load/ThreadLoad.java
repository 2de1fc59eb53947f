package com.example.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Several threads send at once: a timed pass, every call between two clock reads, then a pass of a
 * given time without any clock. Both come after a warm-up of both kinds.
 */
public final class ThreadLoad {

  private final SendThread[] threads;
  private final CyclicBarrier together;

  private ThreadLoad(int count, int sends, boolean sharedEdge) {
    threads = new SendThread[count];
    together = new CyclicBarrier(count + 1);
    MemoryConnector shared = new MemoryConnector("reader", "writer");
    for (int i = 0; i < count; i++) {
      MemoryConnector own = new MemoryConnector("reader-" + i, "writer-" + i);
      threads[i] = new SendThread(i, sharedEdge ? shared : own, sends, together);
    }
  }

  /**
   * Arguments: threads, timed sends of each, untimed milliseconds, {@code own} or {@code shared}
   * edge.
   */
  public static void main(String[] arguments) throws Exception {
    ThreadLoad load =
        new ThreadLoad(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            arguments[3].equals("shared"));
    load.run(Integer.parseInt(arguments[2]));
    load.report();
  }

  private void run(int untimedMs) throws InterruptedException, BrokenBarrierException {
    for (SendThread thread : threads) {
      thread.setDaemon(true);
      thread.sendFirst();
    }
    Pause.forStart();
    for (SendThread thread : threads) {
      thread.start();
    }
    for (int pass = 0; pass < SendThread.PASSES; pass++) {
      together.await();
      if (SendThread.isTimed(pass)) {
        together.await();
      } else {
        Pause.ofMillis(untimedMs);
        for (SendThread thread : threads) {
          thread.endPass();
        }
        together.await();
      }
    }
    for (SendThread thread : threads) {
      thread.join();
    }
  }

  private void report() {
    double perSecond = Arrays.stream(threads).mapToDouble(SendThread::perSecond).sum();
    double slowest = Arrays.stream(threads).mapToDouble(SendThread::perSecond).min().orElse(0);
    long timed = Arrays.stream(threads).mapToLong(SendThread::timedSends).sum();
    long allocated = Arrays.stream(threads).mapToLong(SendThread::allocatedBytes).sum();
    System.out.printf(
        Locale.ROOT,
        "p50=%.1f slowestP50=%d p999=%d mean=%.1f perSecond=%.0f slowest=%.3f allocated=%.4f sent=%d%n",
        Arrays.stream(threads).mapToInt(SendThread::p50).average().orElse(0),
        Arrays.stream(threads).mapToInt(SendThread::p50).max().orElse(0),
        Arrays.stream(threads).mapToInt(SendThread::p999).max().orElse(0),
        Arrays.stream(threads).mapToDouble(SendThread::meanNs).average().orElse(0),
        perSecond,
        slowest * threads.length / perSecond,
        (double) allocated / timed,
        Arrays.stream(threads).mapToLong(SendThread::sent).sum());
  }
}
