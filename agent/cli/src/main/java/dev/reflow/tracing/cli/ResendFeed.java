package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.queue.Damage;
import dev.reflow.tracing.queue.EventTail;
import dev.reflow.tracing.queue.Position;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.ship.Feed;
import java.nio.file.Path;

/**
 * A run's events from some time on, whether a sink has them or not; the sink's own position stays
 * where it is. The shipper's thread only.
 */
final class ResendFeed implements Feed {

  private final RunDirectory run;
  private final EventTail tail;
  private final long sinceNs;
  private Position committed;
  private int handed;

  ResendFeed(RunDirectory run, long sinceNs, Damage.Listener onDamage) {
    this.run = run;
    this.sinceNs = sinceNs;
    this.tail = EventTail.open(run, onDamage);
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
  public void commit() {
    committed = tail.position();
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
    tail.close();
  }
}
