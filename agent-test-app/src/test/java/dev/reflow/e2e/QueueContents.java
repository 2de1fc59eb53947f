package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.queue.EventTail;
import dev.reflow.tracing.queue.QueueUnavailableException;
import dev.reflow.tracing.queue.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads all that processes which have ended left in a queue directory. */
final class QueueContents {

  private static final int BATCH = 10_000;

  private QueueContents() {}

  static List<Flow> flows(Path queueDirectory) {
    List<Flow> flows = new ArrayList<>();
    read(queueDirectory, event -> flows.add(Flow.of(event)));
    return flows;
  }

  /** Hands on every event; damage fails the test. */
  static void read(Path queueDirectory, EventHandler handler) {
    try {
      for (RunDirectory run : RunDirectory.list(queueDirectory)) {
        List<Object> damages = new ArrayList<>();
        try (EventTail tail = EventTail.open(run, damages::add)) {
          while (tail.poll(handler, BATCH) > 0) {
            assertThat(damages).isEmpty();
          }
        }
        assertThat(damages).isEmpty();
      }
    } catch (QueueUnavailableException e) {
      throw new AssertionError(e);
    }
  }
}
