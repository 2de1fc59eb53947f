package dev.reflow.tracing.queue;

import dev.reflow.tracing.health.Fate;
import org.jspecify.annotations.Nullable;

/** Where a stripe writes while there is no directory for it: nowhere. Any thread. */
final class NoExtents implements Extents {

  static final NoExtents INSTANCE = new NoExtents();

  private NoExtents() {}

  @Override
  public @Nullable Extent next() {
    return null;
  }

  @Override
  public Fate refusal() {
    return Fate.DISK_GUARDED;
  }

  @Override
  public void retire(Extent full, long usedEnd) {
    throw new IllegalStateException("nothing was taken from here");
  }

  @Override
  public boolean hasReaders() {
    return true;
  }

  @Override
  public void end() {
    // There is nothing to give back.
  }
}
