package dev.reflow.tracing.queue;

import dev.reflow.tracing.health.Fate;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A stretch of memory that one stripe fills with pages: a piece of the start buffer, or a mapped
 * file. All of it is zero until it is written.
 *
 * <p>A page is a header of four bytes, zero while the page is open, and its records; the next page
 * follows at once. That is Chronicle's document, so a closed page is one to its tools.
 */
abstract class Extent {

  private static final VarHandle MARK = markHandle();

  /** Address of the first page's header. */
  final long base;

  /** Address behind the last byte that can ever be written. */
  final long end;

  @SuppressWarnings("UnusedVariable") // read by its handle
  private long mark;

  Extent(long base, long end, long mark) {
    this.base = base;
    this.end = end;
    this.mark = mark;
  }

  /** Address up to which a store cannot fail. Any thread. */
  final long mark() {
    return (long) MARK.getAcquire(this);
  }

  /** Moves the mark up, once what is below it is there and zero. */
  final void setMark(long address) {
    MARK.setRelease(this, address);
  }

  /**
   * Moves the mark to {@code wanted} or beyond, if that can be done now without waiting. Under the
   * stripe's lock.
   *
   * @return {@link Fate#RECORDED}, or why not
   */
  abstract Fate grow(long wanted);

  private static VarHandle markHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(Extent.class, "mark", long.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }
}
