package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.queue.Damage;
import dev.reflow.tracing.queue.EventTail;
import dev.reflow.tracing.queue.Position;
import dev.reflow.tracing.queue.PositionStore;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.ship.Feed;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A run's events from some time on, whether a sink has them or not; the sink's own position stays
 * where it is, and how far this has come is kept beside it. The shipper's thread only.
 */
final class ResendFeed implements Feed {

  private final RunDirectory run;
  private final EventTail tail;
  private final long sinceNs;
  private final PositionStore store;
  private Position committed;
  private int handed;

  /** Begins at the run's first event, or where {@code store} says. */
  ResendFeed(RunDirectory run, long sinceNs, PositionStore store, Damage.Listener onDamage)
      throws IOException {
    this.run = run;
    this.sinceNs = sinceNs;
    this.store = store;
    this.tail = EventTail.open(run, onDamage);
    Position earlier = store.read();
    if (earlier != null) {
      tail.seek(earlier);
    }
    this.committed = tail.position();
  }

  @Override
  public Path place() {
    return run.path();
  }

  @Override
  public int poll(EventHandler handler, int max) {
    handed = 0;
    int read = 1;
    while (read > 0 && handed == 0) {
      read =
          tail.poll(
              event -> {
                if (event.startNs() >= sinceNs) {
                  handler.onEvent(event);
                  handed++;
                }
              },
              max);
    }
    return handed;
  }

  @Override
  public void commit() throws IOException {
    committed = tail.position();
    store.write(committed);
  }

  @Override
  public void rewind() {
    tail.seek(committed);
  }

  @Override
  public long recorded() {
    return -1;
  }

  @Override
  public long expired() {
    return 0;
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    store.close();
    tail.close();
  }
}
