package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.queue.QueueUnavailableException;
import dev.reflow.tracing.queue.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the queue has a directory: one thread, which opens it once a connector is woven,
 * tries again while that fails, and begins another when somebody deletes the one in use.
 */
final class Recording {

  /** A first event comes within microseconds of its connector's weaving. */
  private static final long FIRST_SITE_POLL_NS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long JOIN_TIMEOUT_MS = 10_000;

  private final Settings settings;
  private final ProcessInfo process;
  private final EventQueue queue;
  private final Capture capture;
  private final Fates fates;
  private final HealthWatch health;
  private final ModuleOpening opening;
  private final Log log;
  private final Thread thread;
  private final FormerRuns former = new FormerRuns();
  private volatile boolean stopping;
  private volatile @Nullable OpenRun open;
  private Runnable onStart = () -> {};
  private boolean refused;

  /** A run whose directory is deleted and that still has its shippers. */
  private @Nullable OpenRun gone;

  Recording(
      Settings settings,
      ProcessInfo process,
      EventQueue queue,
      Capture capture,
      Fates fates,
      HealthWatch health,
      ModuleOpening opening,
      Log log) {
    this.settings = settings;
    this.process = process;
    this.queue = queue;
    this.capture = capture;
    this.fates = fates;
    this.health = health;
    this.opening = opening;
    this.log = log;
    this.thread = AgentThread.daemon(this::run, "reflow-start", log);
  }

  /** {@code first} is what the thread does first: what would keep {@code main} waiting. */
  void start(Runnable first) {
    onStart = first;
    thread.start();
  }

  /** Whether events were ever written to a directory. */
  boolean isOpen() {
    return open != null;
  }

  /** Waits until the queue's disk takes anything, for ever where it hangs. */
  void awaitDisk() {
    OpenRun present = open;
    try {
      if (present != null) {
        present.directory().awaitDisk();
      }
    } catch (IOException refused) {
      log.debug("the queue's directory takes no change: " + refused);
    }
  }

  /** Opens nothing more; an application that ends within its first second has its events too. */
  void stop() throws InterruptedException {
    stopping = true;
    LockSupport.unpark(thread);
    thread.join(JOIN_TIMEOUT_MS);
  }

  /** Ships what is left, for a bounded time. */
  void drain() throws InterruptedException {
    OpenRun present = open;
    if (present != null) {
      present.drain(settings.get(Options.EXIT_TIMEOUT));
    }
  }

  /** How many events sinks have acknowledged of the present directory. Any thread. */
  long acknowledged() {
    OpenRun present = open;
    return present == null ? 0 : present.acknowledged();
  }

  void close() {
    OpenRun present = open;
    if (present != null) {
      present.close();
    }
  }

  private void run() {
    capture.excludeCurrentThread();
    health.start();
    onStart.run();
    // A program without connectors gets no queue; one with them has its queue before it sends much.
    while (capture.sites().isEmpty() && !stopping) {
      LockSupport.parkNanos(FIRST_SITE_POLL_NS);
    }
    // One that ends at once is to have its events all the same.
    if (!capture.sites().isEmpty()) {
      look();
    }
    while (!stopping) {
      LockSupport.parkNanos(LOOK_NS);
      // An interrupt of the whole thread group would end each wait, and close each file.
      Thread.interrupted();
      if (!stopping) {
        look();
      }
    }
  }

  private void look() {
    OpenRun present = open;
    if (present == null) {
      begin();
    } else if (present.isGone()) {
      open = null;
      gone = present;
      log.warn(
          "the queue's directory "
              + present.directory().path()
              + " was deleted; what was not shipped from it is lost, another is begun");
      // First: it would take the next one's files for those of a run that nobody writes.
      endRetention(present);
      begin();
    }
  }

  private void endRetention(OpenRun of) {
    try {
      of.endRetention();
    } catch (InterruptedException interrupted) {
      log.debug("interrupted while a deleted queue's retention was to end");
    }
  }

  private void begin() {
    JdkModules.load(opening, log, Sinks.modules(settings));
    RunDirectory directory = null;
    try {
      directory = RunDirectory.create(queueDir(), process);
      fates.count(Fate.DISK_GUARDED, queue.open(directory));
      letGo();
      long before = queue.recordedElsewhere();
      OpenRun begun = OpenRun.start(directory, before, settings, queue, capture, fates, log);
      health.reportTo(directory.path(), begun.meter(queue, fates, former, capture));
      open = begun;
      refused = false;
      log.info("queue in " + directory.path());
    } catch (QueueUnavailableException unavailable) {
      refuse(directory, String.valueOf(unavailable.getMessage()));
    } catch (RuntimeException | Error failure) {
      refuse(directory, "queue or sinks cannot be started: " + failure);
    }
  }

  /** Once nothing is written there: ends those who read a directory that somebody has deleted. */
  private void letGo() {
    OpenRun left = gone;
    if (left == null) {
      return;
    }
    gone = null;
    try {
      fates.count(Fate.EXPIRED, left.giveUp(queue.recordedElsewhere(), former));
    } catch (InterruptedException interrupted) {
      log.debug("interrupted while a deleted queue's shippers were to end");
    }
  }

  private void refuse(@Nullable RunDirectory directory, String why) {
    fates.count(Fate.DISK_GUARDED, queue.refuse());
    letGo();
    if (directory != null) {
      discard(directory);
    }
    if (!refused) {
      refused = true;
      log.error(
          why
              + "; mend that or set reflow.queue.dir: nothing is recorded until then, the application"
              + " runs on");
    }
  }

  /** Nothing was recorded there; one a second would be left otherwise. */
  private void discard(RunDirectory directory) {
    try {
      directory.delete();
    } catch (IOException | UncheckedIOException left) {
      log.debug(directory.path() + " cannot be deleted: " + left);
    }
  }

  private Path queueDir() {
    return settings.get(Options.QUEUE_DIR).toAbsolutePath().normalize();
  }
}
