package dev.reflow.tracing.queue;

import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.onoes.ExceptionHandler;
import net.openhft.chronicle.core.shutdown.PriorityHook;

/**
 * Loads Chronicle so that the application notices nothing of it, and opens a run's files. The first
 * touch of this class costs half a second; the agent's own thread only.
 */
final class Chronicle {

  private Chronicle() {}

  static PageSource[] openStripes(RunDirectory run, QueueLimits limits, Log log)
      throws QueueUnavailableException {
    PageSource[] opened = new PageSource[limits.stripes()];
    int count = 0;
    try {
      ChronicleProperties.keepApart(() -> tame(log));
      while (count < opened.length) {
        Path stripe = run.stripe(count);
        Files.createDirectory(stripe);
        opened[count] = new ChroniclePages(stripe, limits);
        count++;
      }
      return opened;
    } catch (IOException | RuntimeException | LinkageError failure) {
      for (int i = 0; i < count; i++) {
        opened[i].end();
      }
      throw new QueueUnavailableException(
          "the queue in " + run.path() + " cannot be opened: " + failure, failure);
    }
  }

  /** Chronicle's own notes go to the agent's log for whoever debugs it, and nowhere else. */
  private static void tame(Log log) {
    ExceptionHandler toLog =
        (source, message, thrown) ->
            log.debug("chronicle: " + message + (thrown == null ? "" : " " + thrown));
    ExceptionHandler nowhere = (source, message, thrown) -> {};
    Jvm.setExceptionHandlers(toLog, toLog, nowhere, nowhere);
    keepShutdownHookOut(log);
  }

  /**
   * Chronicle registers a shutdown hook with the JVM, which throws when the JVM is already on its
   * way out: an application that ends at once has its events all the same. The agent closes what it
   * opens.
   */
  private static void keepShutdownHookOut(Log log) {
    try {
      Constructor<PriorityHook> unregistered = PriorityHook.class.getDeclaredConstructor();
      unregistered.setAccessible(true);
      Field registered = PriorityHook.class.getDeclaredField("registeredHook");
      registered.setAccessible(true);
      registered.set(null, unregistered.newInstance());
    } catch (ReflectiveOperationException changed) {
      log.debug("Chronicle's shutdown hook stays: " + changed);
    }
  }
}
