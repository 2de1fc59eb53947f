package app.pekko;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Who told what to whom, by the program's own account. Any thread. */
final class Ledger {

  static final String OUTSIDE = "external";

  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

  private static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger OPEN = new AtomicInteger();

  private Ledger() {}

  /** A message that somebody is going to handle. */
  static Job told(String from, String to, Job job) {
    OPEN.incrementAndGet();
    return lost(from, to, job);
  }

  /** A message that nobody is going to handle. */
  static Job lost(String from, String to, Job job) {
    TOLD.add(grouped(from) + " " + grouped(to) + " " + job.messageId());
    return job;
  }

  static void handled() {
    OPEN.decrementAndGet();
  }

  /** Waits until every message that was told was handled. */
  static void awaitAllHandled() {
    long endNs = System.nanoTime() + PATIENCE_NS;
    while (OPEN.get() > 0) {
      if (System.nanoTime() > endNs) {
        throw new IllegalStateException(OPEN.get() + " messages never arrived: " + TOLD);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static void writeTo(Path file) throws IOException {
    Files.write(file, TOLD);
  }

  /** Actors whose names Pekko made up are one. */
  private static String grouped(String path) {
    return path.replaceAll("\\$[^/]+", "\\$*");
  }
}
