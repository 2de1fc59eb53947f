package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SinkKind;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.Damage;
import dev.reflow.tracing.queue.DamageLines;
import dev.reflow.tracing.queue.EventTail;
import dev.reflow.tracing.queue.Position;
import dev.reflow.tracing.queue.PositionStore;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.runtime.Sinks;
import dev.reflow.tracing.ship.Feed;
import dev.reflow.tracing.ship.RunFeed;
import dev.reflow.tracing.ship.Shipper;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One run on its way to one sink. One thread. */
final class Shipment implements AutoCloseable {

  private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int EVENTS_A_POLL = 1 << 16;

  private final RunDirectory run;
  private final WatchedSink sink;
  private final OptionalLong sinceNs;
  private final Shipper shipper;
  private final long total;
  private long counted;
  private boolean isDone;

  /**
   * A shipment that has not begun.
   *
   * @param sinceNs ships again what started from then on, nanoseconds since the epoch; empty to go
   *     on where the sink's own position is
   * @param resumes whether it goes on where shipping again had come, else that begins anew
   */
  Shipment(
      RunDirectory run,
      SinkKind kind,
      OptionalLong sinceNs,
      boolean resumes,
      Settings settings,
      Log log)
      throws IOException {
    this.run = run;
    this.sink = new WatchedSink(Sinks.create(kind, settings, log));
    this.sinceNs = sinceNs;
    if (sinceNs.isPresent() && !resumes) {
      run.resends(sink.name()).delete();
    }
    this.total = count();
    this.shipper = Sinks.shipper(sink, feed(log), settings, log);
  }

  private Feed feed(Log log) throws IOException {
    Damage.Listener onDamage = new DamageLines(line -> log.warn("the queue is damaged: " + line));
    return sinceNs.isPresent()
        ? new ResendFeed(run, sinceNs.getAsLong(), run.resends(sink.name()), onDamage)
        : RunFeed.open(run, sink.name(), () -> -1, () -> {}, log);
  }

  private long count() {
    long earliestNs = sinceNs.orElse(Long.MIN_VALUE);
    try (EventTail tail = EventTail.open(run, damage -> {});
        PositionStore store =
            sinceNs.isPresent() ? run.resends(sink.name()) : run.positions(sink.name())) {
      Position position = store.read();
      if (position != null) {
        tail.seek(position);
      }
      int read = 1;
      while (read > 0) {
        read = tail.poll(event -> counted += event.startNs() >= earliestNs ? 1 : 0, EVENTS_A_POLL);
      }
    } catch (IOException e) {
      // The feed meets the same and says what becomes of it.
      return counted;
    }
    return counted;
  }

  RunDirectory run() {
    return run;
  }

  String sinkName() {
    return sink.name();
  }

  /** Where it goes, without secrets. */
  String target() {
    return sink.target();
  }

  /** Events that the sink does not have, when the shipment began. */
  long total() {
    return total;
  }

  /** Events that the sink has acknowledged or refused for good. */
  long done() {
    return shipper.counters().acknowledged() + deadLettered();
  }

  /** Events that the sink refused and that went to the dead-letter file. */
  long deadLettered() {
    return shipper.counters().deadLettered();
  }

  /**
   * Ships for a moment.
   *
   * @return whether everything is done
   */
  boolean step() {
    isDone =
        shipper.drain(System.nanoTime() + STEP_NS, idleNs -> LockSupport.parkNanos(this, idleNs));
    return isDone;
  }

  /** Whether the rest can be shipped by resuming this, rather than by another of its kind. */
  boolean isResumable() {
    return sinceNs.isPresent();
  }

  /** Why the sink takes nothing; empty while it does. */
  String trouble() {
    SinkException failure = sink.failure();
    return failure == null ? "" : failure.text();
  }

  /** Whether trying again is of no use. */
  boolean isHopeless() {
    SinkException failure = sink.failure();
    return failure != null && failure.kind() == SinkException.Kind.FATAL;
  }

  @Override
  public void close() throws IOException {
    shipper.close();
    if (isDone) {
      run.resends(sink.name()).delete();
    }
  }
}
