package dev.reflow.tracing.ship;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.QueueUnavailableException;
import dev.reflow.tracing.queue.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run that a dead process left, shared by the shippers of this one. Any thread. */
final class LeftRun {

  private final RunDirectory found;
  private final Log log;
  private int missing;
  private boolean isTried;
  private long shipped;
  private @Nullable RunDirectory taken;

  /** {@code sinks}: how many have to have all of it before it goes. */
  LeftRun(RunDirectory found, int sinks, Log log) {
    this.found = found;
    this.missing = sinks;
    this.log = log;
  }

  Path path() {
    return found.path();
  }

  /** The run, or null when another process was first. */
  synchronized @Nullable RunDirectory take() throws QueueUnavailableException {
    if (!isTried) {
      taken = Files.isDirectory(found.path()) ? found.adopt() : null;
      isTried = true;
    }
    return taken;
  }

  /** A sink has acknowledged as many more. */
  synchronized void acknowledged(long events) {
    shipped += events;
  }

  /** One more sink has all of it. */
  synchronized void finished() {
    RunDirectory run = taken;
    if (--missing > 0 || run == null) {
      return;
    }
    taken = null;
    if (!Files.isDirectory(run.path())) {
      // Another process has shipped and deleted it while this one waited for the lock.
      run.close();
      return;
    }
    try {
      run.deleteButLetters();
      if (shipped > 0) {
        log.info("what an earlier process left in " + run + " is shipped, events: " + shipped);
      }
    } catch (IOException e) {
      run.close();
      log.warn(run + " is shipped and can be deleted by hand: " + e);
    }
  }
}
