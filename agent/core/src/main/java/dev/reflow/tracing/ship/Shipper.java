package dev.reflow.tracing.ship;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves events from a run's queue to one sink: read, write, commit, and only then move the
 * position. A duty cycle: one thread calls {@link #doWork} again and again and idles for {@link
 * #idleNs} when it returns 0. Nothing in here sleeps; a sink waits no longer than its time-out.
 *
 * <p>Beside its own run the shipper takes runs that dead processes left ({@link #adopt}), a batch
 * from either in turn, so that neither waits for the other.
 */
public final class Shipper implements AutoCloseable {

  private static final long LEAST_POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MOST_POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Sink sink;
  private final Feed main;
  private final Queue<Feed> adopted = new ConcurrentLinkedQueue<>();
  private final Batch batch;
  private final DeadLetters deadLetters;
  private final Outage outage;
  private final LongSupplier clock;
  private final Log log;
  private final ShipCounters counters = new ShipCounters();

  private @Nullable Feed current;
  private boolean open;
  private boolean saidConnected;
  private boolean saidPosition;
  private boolean adoptedTurn;
  private boolean draining;
  private boolean caughtUp;

  /** How long to wait after a look at the queue that found nothing; each one doubles it. */
  private long pollNs = LEAST_POLL_NS / 2;

  private final AtomicLong passed = new AtomicLong();

  /**
   * A shipper that has not begun.
   *
   * @param main the run to ship; the shipper closes it
   * @param clock monotonic nanoseconds
   */
  public Shipper(
      Sink sink, Feed main, BatchLimits limits, Backoff backoff, LongSupplier clock, Log log) {
    this.sink = sink;
    this.main = main;
    this.clock = clock;
    this.log = log;
    this.deadLetters = new DeadLetters(sink.name(), log);
    this.batch = new Batch(sink, limits, deadLetters, clock);
    this.outage = new Outage(sink, backoff, log);
  }

  /** Ships {@code feed} too, then finishes and closes it. Any thread. */
  public void adopt(Feed feed) {
    adopted.add(feed);
  }

  /** What the sink is called. Any thread. */
  public String sink() {
    return sink.name();
  }

  /** Any thread. */
  public ShipCounters counters() {
    return counters;
  }

  /** Events of the main run that the sink does not have yet; -1 where nobody counts. Any thread. */
  public long lag() {
    long recorded = main.recorded();
    return recorded < 0 ? -1 : Math.max(0, recorded - passed.get() - main.expired());
  }

  /** Events of the main run that the sink will never get. Any thread. */
  public long expired() {
    return main.expired();
  }

  /** One step; returns 0 when there was nothing to do. Never throws. */
  public int doWork() {
    if (outage.isForGood() || outage.waitNs(clock.getAsLong()) > 0) {
      return 0;
    }
    Feed feed = current == null ? next() : current;
    try {
      return step(feed);
    } catch (SinkException e) {
      return failed(feed, e);
    } catch (IOException | RuntimeException e) {
      return feed == main ? failed(feed, unexpected(feed, e)) : abandon(feed, e);
    } catch (LinkageError e) {
      return failed(feed, SinkException.fatal("cannot run on this JVM: " + e, e));
    } catch (Error e) {
      // Memory that ran out, mostly: the sink may hold half an event, so all of them come again.
      return failed(feed, unexpected(feed, e));
    }
  }

  /** How long the thread may idle after {@link #doWork} returned 0. */
  public long idleNs() {
    long waitNs = outage.waitNs(clock.getAsLong());
    return waitNs > 0 ? waitNs : Math.max(0, Math.min(pollNs, batch.waitNs()));
  }

  /**
   * Ships what the main run holds, without waiting for full batches; adopted runs stay as they are.
   *
   * @param deadlineNs by the clock; a wait that the sink has begun may end after it
   * @param idle waits for the nanoseconds that it is given
   * @return whether the sink has acknowledged everything
   */
  public boolean drain(long deadlineNs, LongConsumer idle) {
    draining = true;
    caughtUp = false;
    outage.hurry(clock.getAsLong());
    while (!caughtUp && !outage.isForGood()) {
      long leftNs = deadlineNs - clock.getAsLong();
      if (leftNs <= 0) {
        break;
      }
      if (doWork() == 0 && !caughtUp) {
        idle.accept(Math.min(idleNs(), leftNs));
      }
    }
    draining = false;
    return caughtUp;
  }

  /** Closes sink and feeds; what is not committed is shipped by whoever adopts the run. */
  @Override
  public void close() {
    sink.close();
    main.close();
    for (Feed feed = adopted.poll(); feed != null; feed = adopted.poll()) {
      feed.close();
    }
  }

  private int step(Feed feed) throws IOException, SinkException {
    connect();
    int read = batch.fill(feed);
    pollNs = read > 0 ? LEAST_POLL_NS / 2 : Math.min(MOST_POLL_NS, 2 * pollNs);
    boolean isLast = read == 0 && (draining || !adopted.isEmpty());
    caughtUp = false;
    if (batch.isDue(isLast)) {
      commit(feed);
      return 1;
    }
    if (!batch.isEmpty()) {
      current = feed;
      return read;
    }
    return ranDry(feed);
  }

  private Feed next() {
    Feed dead = draining ? null : adopted.peek();
    adoptedTurn = dead != null && !adoptedTurn;
    return adoptedTurn && dead != null ? dead : main;
  }

  private void connect() throws SinkException {
    if (open) {
      return;
    }
    sink.open();
    open = true;
    if (!saidConnected && !outage.isOn()) {
      log.info(sink.name() + " sink: events go to " + sink.target());
    }
    saidConnected = true;
  }

  private void commit(Feed feed) throws SinkException {
    sink.commit();
    if (feed == main) {
      counters.addAcknowledged(batch.events(), batch.latencyNs());
    } else {
      counters.addEarlier(batch.events());
    }
    passed(feed, batch.events());
    batch.clear();
    outage.over(clock.getAsLong(), lag());
  }

  private void passed(Feed feed, int events) {
    current = null;
    if (feed == main) {
      passed.addAndGet(events);
    }
    try {
      feed.commit();
    } catch (IOException e) {
      if (!saidPosition) {
        saidPosition = true;
        log.warn(
            "%s sink: the position cannot be stored in %s (%s); after a restart events are sent again"
                .formatted(sink.name(), feed.place(), e));
      }
    }
  }

  private int ranDry(Feed feed) {
    outage.over(clock.getAsLong(), lag());
    if (feed == main) {
      caughtUp = true;
      return draining ? 0 : adopted.size();
    }
    adopted.remove(feed);
    feed.close();
    feed.finish();
    return 1;
  }

  private int failed(Feed feed, SinkException failure) {
    int attempted = batch.events();
    disconnect();
    if (failure.kind() != SinkException.Kind.POISON || attempted == 0) {
      retryLater(feed, failure);
      return 0;
    }
    if (batch.isSingle()) {
      deadLetter(feed, failure);
    } else {
      batch.drop();
      feed.rewind();
      batch.isolate(attempted);
    }
    return 1;
  }

  private void retryLater(Feed feed, SinkException failure) {
    batch.drop();
    feed.rewind();
    counters.addRetry();
    outage.failed(failure, feed.place(), clock.getAsLong());
  }

  private void deadLetter(Feed feed, SinkException failure) {
    try {
      deadLetters.write(feed.place(), failure.text());
    } catch (IOException e) {
      String problem = "a refused event cannot be kept in " + feed.place() + ": " + e.getMessage();
      retryLater(feed, SinkException.retry(problem, e));
      return;
    }
    if (feed == main) {
      counters.addDeadLettered();
    } else {
      counters.addEarlier(1);
    }
    passed(feed, 1);
    batch.clear();
    outage.over(clock.getAsLong(), lag());
  }

  private static SinkException unexpected(Feed feed, Throwable e) {
    String line = "the queue in " + feed.place() + " cannot be shipped (" + e + ")";
    return SinkException.retry(line, e);
  }

  /** What is wrong with a dead run does not hold up the living one. */
  private int abandon(Feed feed, Exception e) {
    log.warn("%s sink: %s stays as it is: %s".formatted(sink.name(), feed.place(), e));
    disconnect();
    batch.drop();
    adopted.remove(feed);
    feed.close();
    return 1;
  }

  private void disconnect() {
    sink.close();
    open = false;
    current = null;
  }
}
