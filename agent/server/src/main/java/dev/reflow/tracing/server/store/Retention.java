package dev.reflow.tracing.server.store;

import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.health.Log;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what is older than it may be, a part at a time between two transactions of the store's
 * thread, so that collecting goes on meanwhile.
 */
public final class Retention implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final EventStore store;
  private final Intake intake;
  private final Duration age;
  private final Clock clock;
  private final Figures figures;
  private final Log log;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "reflow-retention");
            thread.setDaemon(true);
            return thread;
          });
  private long deleted;

  public Retention(
      EventStore store, Intake intake, Duration age, Clock clock, Figures figures, Log log) {
    this.store = store;
    this.intake = intake;
    this.age = age;
    this.clock = clock;
    this.figures = figures;
    this.log = log;
  }

  /** Looks now, and every minute from now on. */
  public void start() {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> intake.execute(this::step), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One part; the next comes behind what has arrived meanwhile. */
  private void step() throws StoreException {
    long rows = store.deleteBefore(clock.instant().minus(age));
    figures.rowsExpired.add(rows);
    if (rows > 0) {
      deleted += rows;
      log.info(
          "retention: %d events deleted, older than %d h; more is looked for"
              .formatted(deleted, age.toHours()));
      intake.execute(this::step);
    } else if (deleted > 0) {
      log.info("retention: done, %d events deleted".formatted(deleted));
      deleted = 0;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
