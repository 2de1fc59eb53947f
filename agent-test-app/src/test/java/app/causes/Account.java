package app.causes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What caused what, by the program's own account. Any thread. */
final class Account {

  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

  private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
  private static final Map<String, AtomicInteger> SENT = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> HANDLED = new ConcurrentHashMap<>();
  private static final ThreadLocal<@Nullable String> CAUSE = new ThreadLocal<>();
  private static final AtomicInteger OPEN = new AtomicInteger();

  private Account() {}

  /** The calling thread sends {@code note}, which somebody is going to handle. */
  static Note sent(Note note, String to) {
    OPEN.incrementAndGet();
    return lost(note, to);
  }

  /** The calling thread sends {@code note}, which nobody is going to handle. */
  static Note lost(Note note, String to) {
    String cause = CAUSE.get();
    LINES.add(next(SENT, note, to) + " <- " + (cause == null ? "" : cause));
    return note;
  }

  /** The calling thread handles {@code note} as {@code actor} while {@code body} runs. */
  static void handle(Note note, String actor, Runnable body) {
    String around = CAUSE.get();
    CAUSE.set(next(HANDLED, note, actor));
    try {
      body.run();
    } finally {
      CAUSE.set(around);
      OPEN.decrementAndGet();
    }
  }

  /** {@code body}, to be run once by any thread, as a part of what the calling thread does. */
  static Runnable carried(Runnable body) {
    String cause = CAUSE.get();
    return as(cause, body);
  }

  /** {@code body}, to be run once by any thread, as a part of nothing. */
  static Runnable alone(Runnable body) {
    return as(null, body);
  }

  private static Runnable as(@Nullable String cause, Runnable body) {
    OPEN.incrementAndGet();
    return () -> {
      String around = CAUSE.get();
      CAUSE.set(cause);
      try {
        body.run();
      } finally {
        CAUSE.set(around);
        OPEN.decrementAndGet();
      }
    };
  }

  /** As {@link #handle}, for what was handled last and comes once more. */
  static void handleAgain(Note note, String actor, Runnable body) {
    OPEN.incrementAndGet();
    AtomicInteger handled = HANDLED.get(note.messageId() + " " + actor);
    if (handled != null) {
      handled.decrementAndGet();
    }
    handle(note, actor, body);
  }

  /** Waits until every message was handled. */
  static void awaitAllHandled() {
    long endNs = System.nanoTime() + PATIENCE_NS;
    while (OPEN.get() > 0) {
      if (System.nanoTime() > endNs) {
        throw new IllegalStateException(OPEN.get() + " messages were never handled");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static void writeTo(Path file) throws IOException {
    Files.write(file, LINES);
  }

  /** A delivery: one message may go to one actor several times. */
  private static String next(Map<String, AtomicInteger> counts, Note note, String actor) {
    String delivery = note.messageId() + " " + actor;
    int number = counts.computeIfAbsent(delivery, unknown -> new AtomicInteger()).getAndIncrement();
    return delivery + " " + number;
  }
}
