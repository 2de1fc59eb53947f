package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EventEncoder;
import dev.reflow.tracing.event.Memory;
import dev.reflow.tracing.health.Fate;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages one behind the other, from extent to extent. Everything under the stripe's lock but
 * {@link #seenPosition}.
 */
abstract class PageWriter extends StripePadding {

  /** What closing a page and an extent takes behind the last record. */
  private static final int CLOSING_BYTES = 4 * SegmentFile.HEADER_BYTES;

  private static final VarHandle POSITION = positionHandle();

  private Extents extents;
  private @Nullable Extent extent;

  /** Where the open page's header is; 0 while there is no extent. */
  private long page;

  /** Where the next record goes. */
  private long position;

  /** What {@link Extent#mark} was when last looked at, less what closing takes; 0 to look again. */
  long limit;

  /** Whether a write has failed half-way, so that there may be more than zeros behind position. */
  boolean isSpoilt;

  private long pageSeenOpen;

  PageWriter(Extents extents) {
    this.extents = extents;
  }

  /** The first record of a new extent is to be written at {@link #position}. */
  abstract void beginDefinitions();

  final Extents extents() {
    return extents;
  }

  /** Address of the next record: zeros, aligned to four. */
  final long position() {
    return position;
  }

  /** The same for other threads, a little late; 0 before there is any. */
  final long seenPosition() {
    return (long) POSITION.getOpaque(this);
  }

  /** Whether {@code bytes} more can be written at once. */
  final boolean hasRoom(int bytes) {
    return position + bytes <= limit;
  }

  /** A record of {@code bytes} stands at {@link #position}. */
  final void advance(int bytes) {
    POSITION.setOpaque(this, position + bytes);
  }

  /** Bytes of records in the open page. */
  final int usedBytes() {
    return (int) (position - page) - SegmentFile.HEADER_BYTES;
  }

  /**
   * Makes room for {@code bytes}, in this extent or the next, without waiting.
   *
   * @return {@link Fate#RECORDED}, or why there is none
   */
  final Fate makeRoom(int bytes) {
    while (!hasRoom(bytes)) {
      Fate fate = grow(bytes);
      if (fate != Fate.RECORDED) {
        return fate;
      }
    }
    return Fate.RECORDED;
  }

  private Fate grow(int bytes) {
    clean();
    Extent present = extent;
    long wanted = position + bytes + CLOSING_BYTES;
    if (present != null && wanted <= present.end) {
      Fate fate = wanted <= present.mark() ? Fate.RECORDED : present.grow(wanted);
      limit = present.mark() - CLOSING_BYTES;
      return fate;
    }
    Extent next = extents.next();
    if (next == null) {
      return extents.refusal();
    }
    try {
      leave();
    } catch (InternalError broken) {
      abandon();
    }
    begin(next);
    return Fate.RECORDED;
  }

  private void begin(Extent next) {
    extent = next;
    page = next.base;
    limit = next.mark() - CLOSING_BYTES;
    POSITION.setOpaque(this, page + SegmentFile.HEADER_BYTES);
    beginDefinitions();
  }

  /** Closes the open page; the next one begins behind it. Does nothing while it is empty. */
  final void closePage() {
    clean();
    int used = page == 0 ? 0 : usedBytes();
    if (used > 0) {
      EventEncoder.commit(page, used);
      page = position;
      POSITION.setOpaque(this, page + SegmentFile.HEADER_BYTES);
    }
  }

  /** Closes the open page if it was open at the last call already. */
  final boolean closePageSeenOpen() {
    boolean old = page != 0 && page == pageSeenOpen && usedBytes() > 0 && extents.hasReaders();
    if (old) {
      closePage();
    }
    pageSeenOpen = page;
    return old;
  }

  /** Closes page and extent; nothing is open then. */
  final void leave() {
    Extent full = extent;
    if (full != null) {
      closePage();
      EventEncoder.commit(page, SegmentFile.END_OF_FILE);
      abandon(full, page + SegmentFile.HEADER_BYTES);
    }
  }

  /** Leaves an extent that must not be touched any more: a store to it has failed. */
  final void abandon() {
    Extent broken = extent;
    if (broken != null) {
      abandon(broken, position);
    }
  }

  private void abandon(Extent left, long usedEnd) {
    extent = null;
    page = 0;
    limit = 0;
    isSpoilt = false;
    POSITION.setOpaque(this, 0L);
    extents.retire(left, usedEnd);
  }

  /** Writes to {@code next} from now on; returns where it wrote before, to be ended. */
  final Extents switchTo(Extents next) {
    leave();
    Extents before = extents;
    extents = next;
    return before;
  }

  private void clean() {
    if (isSpoilt) {
      clearBehindPosition();
      isSpoilt = false;
    }
  }

  /** Half a record behind the last commit word would be taken for the next page's header. */
  final void clearBehindPosition() {
    Extent present = extent;
    if (present != null) {
      Memory.clear(position, Math.min(present.mark(), position + Stripe.LONGEST_BYTES) - position);
    }
  }

  private static VarHandle positionHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(PageWriter.class, "position", long.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }
}
