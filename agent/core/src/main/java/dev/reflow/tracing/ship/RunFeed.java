package dev.reflow.tracing.ship;

import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.queue.SinkCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** A {@link Feed} from a queue on disk. The shipper's thread only. */
public final class RunFeed implements Feed {

  private final RunDirectory run;
  private final SinkCursor cursor;
  private final LongSupplier recorded;
  private final Runnable onFinish;

  private RunFeed(RunDirectory run, SinkCursor cursor, LongSupplier recorded, Runnable onFinish) {
    this.run = run;
    this.cursor = cursor;
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
      RunDirectory run, String sink, LongSupplier recorded, Runnable onFinish, Log log) {
    return new RunFeed(run, SinkCursor.open(run, sink, log), recorded, onFinish);
  }

  @Override
  public Path place() {
    return run.path();
  }

  @Override
  public int poll(EventHandler handler, int max) {
    return cursor.poll(handler, max);
  }

  @Override
  public void commit() throws IOException {
    cursor.commit();
  }

  @Override
  public void rewind() {
    cursor.rewind();
  }

  @Override
  public long recorded() {
    return recorded.getAsLong();
  }

  @Override
  public long expired() {
    return cursor.expired();
  }

  @Override
  public void finish() {
    onFinish.run();
  }

  @Override
  public void close() {
    cursor.close();
  }
}
