package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How far one sink has come in one run: what was handed on to it, what it has acknowledged, and
 * what it will never get because its file had to go. The shipper's thread reads and commits;
 * retention's gives files up between two of its steps.
 */
public final class SinkCursor implements AutoCloseable {

  /** The cursors of this process's shippers: retention asks them, their files may be behind. */
  private static final List<SinkCursor> OPEN = new CopyOnWriteArrayList<>();

  /** How long retention waits for a sink that takes a batch; then it comes again. */
  private static final long PATIENCE_MS = 500;

  private final RunDirectory run;
  private final String sink;
  private final EventTail tail;
  private final PositionStore store;

  /** Fair, lest a shipper that is busy keep retention out. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private Position committed;

  /** Whether the tail goes back to the committed position before it reads on. */
  private boolean isAhead;

  private final AtomicLong expired = new AtomicLong();
  private long toldExpired;

  /** Events of files given up that were handed on before and are not committed yet. */
  private long expiredInFlight;

  private volatile boolean closed;

  private SinkCursor(RunDirectory run, String sink, EventTail tail, PositionStore store, Log log) {
    this.run = run;
    this.sink = sink;
    this.tail = tail;
    this.store = store;
    Position stored = stored(store, log);
    if (stored != null) {
      tail.seek(stored);
    }
    this.committed = tail.position();
  }

  /** The cursor of a shipper, behind the last event that {@code sink} has acknowledged. */
  public static SinkCursor open(RunDirectory run, String sink, Log log) {
    SinkCursor cursor = openAside(run, sink, log);
    OPEN.add(cursor);
    return cursor;
  }

  /** The same for retention alone, where no shipper of this process has one. */
  static SinkCursor openAside(RunDirectory run, String sink, Log log) {
    EventTail tail =
        EventTail.open(
            run,
            new DamageLines(line -> log.warn("the queue is damaged, events are lost: " + line)));
    PositionStore store = run.positions(sink);
    try {
      return new SinkCursor(run, sink, tail, store, log);
    } catch (RuntimeException failure) {
      store.close();
      tail.close();
      throw failure;
    }
  }

  /** The cursors that this process's shippers have in {@code run}. */
  static List<SinkCursor> of(RunDirectory run) {
    List<SinkCursor> found = new ArrayList<>();
    for (SinkCursor cursor : OPEN) {
      if (!cursor.closed && cursor.run.path().equals(run.path())) {
        found.add(cursor);
      }
    }
    return found;
  }

  /** Events that shippers of runs below {@code queueDir} miss, found since the last call. */
  static long takeExpired(Path queueDir) {
    long more = 0;
    for (SinkCursor cursor : OPEN) {
      if (queueDir.equals(cursor.run.path().getParent())) {
        more += cursor.takeExpired();
      }
    }
    return more;
  }

  String sink() {
    return sink;
  }

  /** Hands on at most {@code max} events and returns how many; 0 when there is none now. */
  public int poll(EventHandler handler, int max) {
    lock.lock();
    try {
      if (isAhead) {
        tail.seek(committed);
        isAhead = false;
      }
      return tail.poll(handler, max);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Everything handed on so far is acknowledged.
   *
   * @throws IOException when the position moved in memory, and could not be stored
   */
  public void commit() throws IOException {
    lock.lock();
    try {
      committed = tail.position();
      expiredInFlight = 0;
      store.write(committed);
    } finally {
      lock.unlock();
    }
  }

  /** The next {@link #poll} begins at the committed position again. */
  public void rewind() {
    lock.lock();
    try {
      isAhead = true;
      expired.addAndGet(expiredInFlight);
      expiredInFlight = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Events that the sink will never get. Any thread. */
  public long expired() {
    return expired.get();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      // One that has more to tell is forgotten when that is told.
      if (expired.get() == toldExpired) {
        OPEN.remove(this);
      }
      store.close();
      tail.close();
    } finally {
      lock.unlock();
    }
  }

  /** Events expired since the last call. */
  long takeExpired() {
    lock.lock();
    try {
      long all = expired.get();
      long more = all - toldExpired;
      toldExpired = all;
      if (closed) {
        OPEN.remove(this);
      }
      return more;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether the sink has acknowledged every event of {@code file}.
   *
   * @param isLast whether no later file of the stripe has an event, now or ever
   */
  boolean isPast(StoredFile file, boolean isLast) throws IOException {
    Position.Place place;
    lock.lock();
    try {
      place = committed.in(file.stripe());
    } finally {
      lock.unlock();
    }
    // Behind the last event of a file a cursor stays until there is one in the next.
    return place.segment() > file.segment() || (isLast && missing(file, place) == 0);
  }

  /**
   * Goes behind the file, which is about to be deleted, and counts what the sink misses for it.
   *
   * @return whether it did; otherwise the sink is taking a batch just now, or waits with it
   */
  boolean giveUp(StoredFile file) throws IOException, InterruptedException {
    if (!lock.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      Position.Place done = committed.in(file.stripe());
      if (done.segment() > file.segment()) {
        return true;
      }
      long missing = missing(file, done);
      long ahead = isAhead ? missing : missing(file, tail.position().in(file.stripe()));
      expired.addAndGet(ahead);
      expiredInFlight += missing - ahead;
      tail.skipTo(file.stripe(), file.segment() + 1);
      committed = committed.notBefore(file.stripe(), file.segment() + 1);
      store.write(committed);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static long missing(StoredFile file, Position.Place place) throws IOException {
    if (place.segment() > file.segment()) {
      return 0;
    }
    boolean inside = place.segment() == file.segment();
    return SegmentCount.behind(file.path(), inside ? place : Position.Place.BEGINNING);
  }

  private static @Nullable Position stored(PositionStore store, Log log) {
    try {
      return store.read();
    } catch (IOException e) {
      log.warn(e.getMessage() + "; events are sent again from the beginning");
      return null;
    }
  }
}
