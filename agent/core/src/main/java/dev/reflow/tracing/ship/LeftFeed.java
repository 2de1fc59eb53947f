package dev.reflow.tracing.ship;

import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one sink still needs of a {@link LeftRun}; opened when its turn comes, so that a hundred
 * runs take no more memory than one. The shipper's thread only.
 */
final class LeftFeed implements Feed {

  private final LeftRun left;
  private final String sink;
  private final Log log;
  private @Nullable RunFeed feed;
  private long uncommitted;

  LeftFeed(LeftRun left, String sink, Log log) {
    this.left = left;
    this.sink = sink;
    this.log = log;
  }

  @Override
  public Path place() {
    return left.path();
  }

  @Override
  public int poll(EventHandler handler, int max) throws IOException {
    RunFeed opened = feed;
    if (opened == null) {
      RunDirectory run = left.take();
      if (run == null) {
        return 0;
      }
      opened = feed = RunFeed.open(run, sink, () -> -1, () -> {}, log);
    }
    int read = opened.poll(handler, max);
    uncommitted += read;
    return read;
  }

  @Override
  public void commit() throws IOException {
    left.acknowledged(uncommitted);
    uncommitted = 0;
    if (feed != null) {
      feed.commit();
    }
  }

  @Override
  public void rewind() {
    uncommitted = 0;
    if (feed != null) {
      feed.rewind();
    }
  }

  @Override
  public long recorded() {
    return -1;
  }

  @Override
  public long expired() {
    RunFeed opened = feed;
    return opened == null ? 0 : opened.expired();
  }

  @Override
  public void finish() {
    left.finished();
  }

  @Override
  public void close() {
    if (feed != null) {
      feed.close();
    }
  }
}
