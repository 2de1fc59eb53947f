package dev.reflow.tracing.ship;

import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.EventTail;
import dev.reflow.tracing.queue.Position;
import dev.reflow.tracing.queue.PositionStore;
import dev.reflow.tracing.queue.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A {@link Feed} from a queue on disk. The shipper's thread only. */
public final class RunFeed implements Feed {

  private final RunDirectory run;
  private final EventTail tail;
  private final PositionStore store;
  private final LongSupplier recorded;
  private final Runnable onFinish;
  private Position committed;
  private boolean isAhead;

  private RunFeed(
      RunDirectory run,
      EventTail tail,
      PositionStore store,
      Position committed,
      LongSupplier recorded,
      Runnable onFinish) {
    this.run = run;
    this.tail = tail;
    this.store = store;
    this.committed = committed;
    this.recorded = recorded;
    this.onFinish = onFinish;
  }

  /**
   * What {@code sink} still needs of {@code run}.
   *
   * @param recorded counts the run's events, or returns -1
   * @param onFinish called once, when the sink has acknowledged all that a dead process left
   */
  public static RunFeed open(
      RunDirectory run, String sink, LongSupplier recorded, Runnable onFinish, Log log)
      throws IOException {
    EventTail tail =
        EventTail.open(run, damage -> log.warn("the queue is damaged, events are lost: " + damage));
    PositionStore store = run.positions(sink);
    try {
      Position stored = stored(store, log);
      if (stored != null) {
        tail.seek(stored);
      }
      return new RunFeed(run, tail, store, tail.position(), recorded, onFinish);
    } catch (RuntimeException e) {
      store.close();
      tail.close();
      throw e;
    }
  }

  @Override
  public Path place() {
    return run.path();
  }

  @Override
  public int poll(EventHandler handler, int max) {
    if (isAhead) {
      tail.seek(committed);
      isAhead = false;
    }
    return tail.poll(handler, max);
  }

  @Override
  public void commit() throws IOException {
    committed = tail.position();
    store.write(committed);
  }

  @Override
  public void rewind() {
    isAhead = true;
  }

  @Override
  public long recorded() {
    return recorded.getAsLong();
  }

  @Override
  public void finish() {
    onFinish.run();
  }

  @Override
  public void close() {
    store.close();
    tail.close();
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
