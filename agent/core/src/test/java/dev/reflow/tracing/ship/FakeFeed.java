package dev.reflow.tracing.ship;

import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.event.EventPages;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A feed of numbered events, {@code m0} first, of which {@link #record} adds more. */
final class FakeFeed implements Feed {

  private final Path place;
  private int recorded;
  private int at;
  private int committed;
  private int expired;
  private boolean isFinished;
  private boolean isClosed;
  private @Nullable IOException damage;
  private @Nullable IOException full;

  FakeFeed(Path place) {
    this.place = place;
  }

  FakeFeed record(int count) {
    recorded += count;
    return this;
  }

  FakeFeed expire(int count) {
    expired += count;
    return this;
  }

  @Override
  public long expired() {
    return expired;
  }

  int committed() {
    return committed;
  }

  boolean isFinished() {
    return isFinished;
  }

  void breakReading() {
    damage = new IOException("unreadable");
  }

  void breakStoring() {
    full = new IOException("no space");
  }

  @Override
  public Path place() {
    return place;
  }

  @Override
  public int poll(EventHandler handler, int max) throws IOException {
    if (damage != null) {
      throw damage;
    }
    int count = Math.min(max, recorded - at);
    EventPages.numbered(at, count).read(handler);
    at += count;
    return count;
  }

  @Override
  public void commit() throws IOException {
    committed = at;
    if (full != null) {
      throw full;
    }
  }

  @Override
  public void rewind() {
    at = committed;
  }

  @Override
  public long recorded() {
    return recorded;
  }

  @Override
  public void finish() {
    isFinished = isClosed;
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
