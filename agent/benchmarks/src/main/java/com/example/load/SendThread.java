package com.example.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** One of the threads of {@link ThreadLoad}. Its figures are read after it has ended. */
final class SendThread extends Thread {

  /** Warm-up and measured, each once timed and once not. */
  static final int PASSES = 4;

  private static final int CALLS_A_LOOK = 64;

  private final MemoryConnector connector;
  private final Message[] messages = new Message[1024];
  private final CyclicBarrier together;
  private final int[] elapsedNs;
  private volatile boolean passing;
  private long allocatedBytes;
  private double perSecond;
  private long sent;

  SendThread(int number, MemoryConnector connector, int sends, CyclicBarrier together) {
    super("sender-" + number);
    this.connector = connector;
    this.together = together;
    this.elapsedNs = new int[sends];
    Arrays.setAll(messages, id -> new Message(id, 256));
  }

  static boolean isTimed(int pass) {
    return pass % 2 == 0;
  }

  /** Ends the untimed pass; any thread. */
  void endPass() {
    passing = false;
  }

  /** Sends one message; before {@link #start}. */
  void sendFirst() {
    connector.sendMessage(messages[0]);
    sent++;
  }

  @Override
  public void run() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try {
      for (int pass = 0; pass < PASSES; pass++) {
        passing = true;
        together.await();
        if (isTimed(pass)) {
          long before = threads.getCurrentThreadAllocatedBytes();
          timed();
          allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
        } else {
          untimed();
        }
        together.await();
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
    Arrays.sort(elapsedNs);
  }

  private void timed() {
    for (int i = 0; i < elapsedNs.length; i++) {
      Message message = messages[i & 1023];
      long start = System.nanoTime();
      connector.sendMessage(message);
      elapsedNs[i] = (int) Math.min(Integer.MAX_VALUE, System.nanoTime() - start);
    }
    sent += elapsedNs.length;
  }

  private void untimed() {
    long calls = 0;
    long start = System.nanoTime();
    while (passing) {
      for (int i = 0; i < CALLS_A_LOOK; i++) {
        connector.sendMessage(messages[(int) calls++ & 1023]);
      }
    }
    perSecond = calls * 1e9 / (System.nanoTime() - start);
    sent += calls;
  }

  int p50() {
    return Percentiles.ofSorted(elapsedNs, 0.5);
  }

  int p999() {
    return Percentiles.ofSorted(elapsedNs, 0.999);
  }

  double meanNs() {
    return Percentiles.mean(elapsedNs);
  }

  /** Allocated by this thread in the last timed pass. */
  long allocatedBytes() {
    return allocatedBytes;
  }

  long timedSends() {
    return elapsedNs.length;
  }

  /** Calls of the last untimed pass in a second. */
  double perSecond() {
    return perSecond;
  }

  /** Calls of all passes. */
  long sent() {
    return sent;
  }
}
